"""``python -m probative.verify PROOF``: whichever kind of proof it is."""

import sys

from probative.verify.judge import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
