"""A generated catalog goes in; the edition of the year after comes out, 5 % of its items changed, and both as files."""

import json
import random
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.corpus import Corpus, as_data, corpus, prose, to_yaml
from tests.bench.flat import HEADINGS, flatten

SEED = 2025
CHANGED = 0.05


def next_edition(made: Corpus, seed: int = SEED) -> Corpus:
    """Change one item in twenty: its limit, its name or its content, or take it away; the last one of a duty stays."""
    rng = random.Random(seed)
    data = deepcopy(as_data(made)["items"])
    for duty in data:
        for item in list(duty["items"]):
            if rng.random() >= CHANGED:
                continue
            kind = rng.choice(["time_limit", "name", "content", "gone"])
            if kind == "time_limit":
                item["time_limit"] = "自产生之日起30个工作日内"
            elif kind == "name":
                item["name"] += "（试行）"
            elif kind == "content":
                item["content"] = prose(rng, 40)
            elif len(duty["items"]) > 1:
                duty["items"].remove(item)
    return rebuilt(made, data)


def rebuilt(made: Corpus, duties: list[dict[str, Any]]) -> Corpus:
    """Put changed items back into a corpus."""
    kind, leaf = type(made.duties[0]), type(made.duties[0].items[0])
    found = [
        kind(duty.id, duty.name, [leaf(**item) for item in data["items"]])
        for duty, data in zip(made.duties, duties, strict=True)
    ]
    return Corpus(made.id, made.title, made.agency, found)


def without_ids(text: str) -> str:
    """Take the ids out of a generated file: `- id: k3f9a` and the name below it become `- name: …`."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and lines[-1].lstrip().startswith("- id: "):
            lines[-1] = lines[-1].split("- id: ")[0] + "- " + line.lstrip()
        else:
            lines.append(line)
    return "\n".join(lines)


def rows(made: Corpus) -> list[list[str]]:
    """Return the flat rows of an edition, with the ids of its items before them."""
    ids = [item.id for duty in made.duties for item in duty.items]
    return [[key, *row[1:]] for key, row in zip(ids, flatten(as_data(made)).rows, strict=True)]


def pair(path: Path) -> Mapping[str, list[list[str]]]:
    """Return the rows of both editions, as a rival has them in memory."""
    found: dict[str, list[list[str]]] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def reformed(made: Corpus, text: str) -> str:
    """Rename the agency wherever it stands, and declare it, as after a reform of the institutions."""
    renamed = text.replace(made.agency, f"{made.agency}（新）")
    return renamed.replace("items:\n", f"renamed: [{{from: {made.agency}, to: {made.agency}（新）}}]\nitems:\n", 1)


def main(folder: str, items: str) -> None:
    """Write `editions-N.yaml` and `.next.yaml`, the same without ids and after a reform, and the rows of both."""
    old = corpus(int(items))
    new = next_edition(old)
    changes: dict[str, Callable[[str], str]] = {"": str, "-bare": without_ids, "-reform": partial(reformed, old)}
    for name, change in changes.items():
        path = Path(folder) / f"editions-{items}{name}.yaml"
        path.write_text(without_ids(to_yaml(old)) if name == "-bare" else to_yaml(old), "utf-8")
        path.with_suffix(".next.yaml").write_text(change(to_yaml(new)), "utf-8")
        later = [[cell.replace(old.agency, f"{old.agency}（新）") for cell in row] for row in rows(new)]
        table = {
            "old": [["id", *HEADINGS[1:]], *rows(old)],
            "new": [["id", *HEADINGS[1:]], *(later if name == "-reform" else rows(new))],
        }
        path.with_suffix(".json").write_text(json.dumps(table, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
