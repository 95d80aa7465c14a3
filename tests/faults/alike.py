"""A4: random proofs, right and wrong, judged by the verifier and by a second one that was written apart, in Node."""

from pathlib import Path

from probative.verify import standalone
from tests.faults.figures import Figures
from tests.second.asking import answers
from tests.second.histories import proofs

_AT_ONCE = 200


def run(n: int, _: Path) -> Figures:
    """Put ``n`` proofs to both: with histories of keys, a changed key of the log, and witnesses' lines."""
    figures = Figures("A4 random proofs, judged by two verifiers")
    n_holding = n_bounded = 0
    contents: list[bytes] = []
    for content in proofs(n):
        contents.append(content)
        if len(contents) == _AT_ONCE or figures.n + len(contents) == n:
            ours = [standalone.verify_proof(one) for one in contents]
            second = answers([{"kind": "bracket", "content": one.hex()} for one in contents])
            for number, (report, theirs) in enumerate(zip(ours, second, strict=True), start=figures.n):
                if theirs != {"holds": bool(report), "not_after": report.not_after if report else None}:
                    figures.broken.append(f"proof {number}: {bool(report)} here, {theirs} there")
                n_holding += bool(report)
                n_bounded += bool(report) and report.not_after is not None
            figures.n += len(contents)
            contents = []
    figures.said.append(f"{n_holding} hold in both, {n_bounded} of them with the same bracket by witnesses")
    return figures
