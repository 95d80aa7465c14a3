"""``python -m probative.verify PROOF``."""

import sys

from probative.verify.standalone import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
