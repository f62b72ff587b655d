"""One measurement in a process of its own: `child FUNCTION INPUT SOURCE WARM` prints seconds and peak MiB as JSON.

The function first runs on the small file WARM, so that imports and template compilation are not timed (the cases
`small`, `batch` and `startup` time whole processes); then on SOURCE, once. Loading the input is not timed either.
"""

import gc
import importlib
import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from tests.bench import editions, subject
from tests.bench.flat import flatten

Load = Callable[[Path], Any]


def parsed(path: Path) -> dict[str, Any]:
    """Load the parsed catalog that stands beside a generated one: what a rival has in memory, as gkml has its own."""
    data: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return data


def document(path: Path) -> bytes:
    """Return the document.xml that gkml makes of a catalog."""
    with zipfile.ZipFile(BytesIO(subject.word(subject.read(path)))) as package:
        return package.read("word/document.xml")


def deflate(xml: bytes) -> bytes:
    """Compress as every zip writer does by default: the floor under any writer of Office files."""
    return zlib.compress(xml, 6)


def everything(path: Path) -> None:
    """Read a catalog and write it in the three formats, as one `gkml build` does."""
    catalog = subject.read(path)
    for write in (subject.word, subject.excel, subject.html):
        write(catalog)


def path(source: Path) -> Path:
    """Hand over the path itself, to functions that read."""
    return source


def events(source: Path) -> list[tuple[date, int]]:
    """Return events of 2015 to 2025 with 5 to 20 working days each, as many as the file says, the same every time."""
    chance = Random(26)
    first = date(2015, 1, 1)
    count = int(source.read_text("utf-8"))
    return [(first + timedelta(days=chance.randrange(4000)), chance.randint(5, 20)) for _ in range(count)]


LOADERS: dict[str, Load] = {
    "events": events,
    "path": path,
    "editions": subject.editions,
    "pair": editions.pair,
    "catalog": subject.read,
    "flat": parsed,
    "document": document,
}


def find(name: str) -> Callable[[Any], object]:
    """Import a function named as `module:function` under tests.bench."""
    module, function = name.split(":")
    found: Callable[[Any], object] = getattr(importlib.import_module(f"tests.bench.{module}"), function)
    return found


def measure(function: Callable[[Any], object], load: Load, source: Path, warm: Path) -> dict[str, float]:
    """Run the function warm, then once on the clock."""
    function(load(warm))
    value = load(source)
    gc.collect()
    start = perf_counter()
    found = function(value)
    took = perf_counter() - start
    return {"seconds": took, "mib": peak(), "count": found if isinstance(found, int) else 0}


def peak() -> float:
    """Return this process's peak of resident memory in MiB."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(name: str, loader: str, source: str, warm: str) -> None:
    """Measure, or say what is missing."""
    try:
        if loader in {"catalog", "document", "editions"} or name.startswith(("subject:", "child:everything")):
            subject.prepare()
        function = find(name)
        # A rival's tables are flat rows; making them of the catalog is part of its work, as layout is of gkml's.
        work = (lambda data: function(flatten(data))) if loader == "flat" else function
        outcome: dict[str, Any] = dict(measure(work, LOADERS[loader], Path(source), Path(warm)))
    except ModuleNotFoundError as error:
        outcome = {"missing": f"{error.name} is not installed"}
    except NotImplementedError:
        outcome = {"missing": "subject.py is not filled in"}
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(*sys.argv[1:])
