"""Run cases by name and print their table: `python -m tests.bench [--quick] [read word excel …]`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.cases import CASES, FULL, QUICK, Sizes
from tests.bench.table import heading, line


def main() -> int:
    """Run what the command line asks for; 1 when a target of a full run is missed or a case fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"all by default: {', '.join(CASES)}")
    parser.add_argument("--quick", action="store_true", help="smaller sizes; the targets are meant for the full ones")
    chosen = parser.parse_args()
    unknown = set(chosen.cases) - CASES.keys()
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    print("≥ bounds rival ÷ gkml, ≤ bounds gkml ÷ rival\n", heading(), sep="\n")
    with tempfile.TemporaryDirectory(prefix="gkml-bench-") as folder:
        bad = [name for name in chosen.cases or CASES if not fine(name, Path(folder), QUICK if chosen.quick else FULL)]
    return int(bool(bad) and not chosen.quick)


def fine(name: str, folder: Path, sizes: Sizes) -> bool:
    """Run one case, print its rows as they come, and tell whether nothing was missed."""
    verdicts: list[str] = []
    try:
        for row in CASES[name](folder, sizes):
            print(line(row), flush=True)
            verdicts.append(row.verdict)
    except subprocess.SubprocessError as error:
        print(f"{name}: failed: {error}", file=sys.stderr)
        verdicts.append("failed")
    return not {"MISS", "failed"} & set(verdicts)


if __name__ == "__main__":
    sys.exit(main())
