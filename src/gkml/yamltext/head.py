"""The bytes of a YAML file in; the texts at its top out, without reading the file as a whole."""

from collections.abc import Mapping

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from gkml.yamltext.limits import MAX_DEPTH
from gkml.yamltext.parser import CParser


def head(raw: bytes) -> dict[str, str]:
    """The texts at the top of a file, up to its items; empty if it cannot be read. Cheap: most of the file is not parsed."""
    texts: dict[str, str] = {}
    depth, key = 0, None
    try:
        parser = CParser(raw.decode("utf-8-sig"))
        while depth <= MAX_DEPTH and (event := parser.get_event()) is not None:
            kind = event.__class__
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth, key = depth + 1, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
            elif kind is AliasEvent and depth == 1:
                key = None
            elif kind is ScalarEvent and depth == 1:
                if key is not None:
                    texts[key], key = event.value, None
                    continue
                key = event.value
                if key == "items" and "id" in texts:
                    break
    except (YAMLError, UnicodeDecodeError):
        return texts
    return texts


def edition_of(texts: Mapping[str, str]) -> str:
    """Returns the edition that the texts at the top of a file state; that of a report is its year unless it states one."""
    return texts.get("edition") or texts.get("year", "")
