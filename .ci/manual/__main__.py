"""`python -m manual`: the manual as a site in build/manual/site; exit code 1 if a link leads nowhere."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from manual import commands, fields, laws, rules
from manual.links import dead_links

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / ".manual"


def main(arguments: Sequence[str]) -> int:
    """Builds the site and checks its links; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m manual", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "manual", help="folder that is written anew")
    out = parser.parse_args(arguments).out.resolve()
    assemble(out)
    command = [sys.executable, "-m", "zensical", "build", "--clean"]
    if code := subprocess.run(command, cwd=out, check=False).returncode:
        return code
    dead = list(dead_links(out / "site"))
    print("\n".join(dead) or f"{out / 'site' / 'index.html'}")
    return 1 if dead else 0


def assemble(out: Path) -> None:
    """Puts the pages that are written and those that are generated into one folder, with the configuration beside it."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(SOURCE / "pages", out / "docs")
    shutil.copy(SOURCE / "mkdocs.yml", out)
    for name, text in generated():
        path = out / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def generated() -> Iterator[tuple[str, str]]:
    """Yields the generated pages by path."""
    yield "commands.md", commands.page()
    for folder, pages in (("rules", rules.pages()), ("fields", fields.pages()), ("laws", laws.pages())):
        yield from ((f"{folder}/{name}", text) for name, text in pages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
