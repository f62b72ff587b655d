"""The paragraphs of a plan in; its sections with their tasks as plain data, by the printed numbers, out."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from gkml.phrases.patterns import regex
from gkml.work_plan.roles import parted

_FIRST = regex("[一二三四五六七八九十]{1,3}[、.．]\\s*")
_SECOND = regex("[（(][一二三四五六七八九十]{1,3}[）)]\\s*")
_THIRD = regex("[0-9]{1,2}[.．、](?![0-9])\\s*")
_HEADING = 60
"""Characters of a heading."""
_END = regex("(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|附件[0-9一二三：:].*|（?联系人.*")


class Sections(NamedTuple):
    """The sections, and the lines at the end that belong to none (a date, a list of attachments)."""

    listed: tuple[dict[str, Any], ...]
    after: tuple[str, ...]


def sections_of(lines: Sequence[str]) -> Sections:
    """Returns the sections of a plan; none if no line has a number of the first level."""
    end = len(lines)
    while end and _END.fullmatch(lines[end - 1]):
        end -= 1
    sections: list[dict[str, Any]] = []
    for place, line in enumerate(lines[:end]):
        following = lines[place + 1] if place + 1 < end else ""
        if match := _FIRST.match(line):
            sections.append({"number": match[0].strip(), "heading": line[match.end() :].rstrip("。"), "parts": []})
        elif sections:
            _add(sections[-1], line, following)
    return Sections(tuple(map(_cleaned, sections)), tuple(lines[end:]))


def _add(section: dict[str, Any], line: str, following: str) -> None:
    """Adds a line to a section: a subsection, a task, or text of the last of them."""
    below = section["parts"][-1] if section["parts"] else None
    if match := _SECOND.match(line):
        rest = line[match.end() :]
        if _THIRD.match(following) and len(rest) <= _HEADING and not parted(rest)[1]:
            section["parts"].append({"number": match[0].strip(), "heading": rest, "parts": []})
        else:
            section["parts"].append(_task(match[0].strip(), rest))
    elif match := _THIRD.match(line):
        inside = below if below and "heading" in below else section
        inside["parts"].append(_task(match[0].strip(), line[match.end() :]))
    else:
        _continue(section, line)


def _continue(section: dict[str, Any], line: str) -> None:
    """Adds a line without a number to the last task, or to the section if there is none."""
    inside = section
    while inside["parts"] and "heading" in inside["parts"][-1]:
        inside = inside["parts"][-1]
    if not inside["parts"]:
        inside.setdefault("paragraphs", []).append(line)
        return
    task = inside["parts"][-1]
    text, assigned = parted(line)
    if task.get("assigned"):
        text, assigned = line, task["assigned"]
    task["text"] = [*task.get("text", ()), *([text] if text else ())]
    task["assigned"] = assigned


def _task(number: str, text: str) -> dict[str, Any]:
    """A task: its first sentence is its title; a short line without a full stop is a title above its text."""
    body, assigned = parted(text)
    first, stop, rest = body.partition("。")
    if not stop or (not assigned and len(first) > _HEADING):
        is_title = not stop and len(body) <= _HEADING
        return {"number": number, **({"title": body} if is_title else {"text": [body]}), "assigned": assigned}
    return {"number": number, "title": first + stop, "text": [rest] if rest else [], "assigned": assigned}


def _cleaned(section: dict[str, Any]) -> dict[str, Any]:
    order = ("number", "heading", "paragraphs", "title", "text", "assigned", "parts")
    parts = [_cleaned(part) for part in section.get("parts", ())]
    whole = {**section, **({"parts": parts} if "parts" in section else {})}
    return {key: whole[key] for key in order if whole.get(key)}


def roles_in(sections: Sections) -> list[str]:
    """Returns the brackets with offices of all tasks."""
    return [text for section in sections.listed for text in _assigned(section)]


def _assigned(part: dict[str, Any]) -> list[str]:
    own = [part["assigned"]] if part.get("assigned") else []
    return [*own, *(text for below in part.get("parts", ()) for text in _assigned(below))]
