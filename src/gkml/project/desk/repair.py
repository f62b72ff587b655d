"""What a user does about a finding: writes what it suggests, or accepts it with a reason."""

from gkml.diagnostics import GkmlError, Route
from gkml.project.desk.edit import check_loads, keeping_ids, revised_source
from gkml.project.desk.findings import CellFinding, cell_findings
from gkml.project.desk.values import values
from gkml.project.editor.opened import Opened
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import read


def finding_named(opened: Opened, name: str) -> CellFinding:
    """Returns the finding with a name. Raises `GkmlError` if it is gone."""
    for each in cell_findings(opened, values(opened)):
        if each.id == name:
            return each
    raise GkmlError("这个问题已经没有了")


def mended(opened: Opened, name: str) -> str:
    """Returns the text of a document with what a finding suggests. Raises `GkmlError` if it cannot be written."""
    diagnostic = finding_named(opened, name).diagnostic
    if diagnostic.fix is None:
        raise GkmlError("这个问题没有现成的改法，请自己改")
    text, applied = fixed(opened.source, {diagnostic.route: diagnostic.fix})
    if not applied:
        raise GkmlError("这一处的写法改不进去；请直接在格子里改")
    return keeping_ids(opened, read(text.encode(), opened.source.file))


def accepted(opened: Opened, name: str, reason: str) -> str:
    """Returns the text of a document with a finding accepted: at its item, else in a comment on its line.

    Raises `GkmlError` without a reason, and if it cannot be written.
    """
    diagnostic = finding_named(opened, name).diagnostic
    words = " ".join(reason.split())
    if not words:
        raise GkmlError("请写明为什么可以接受")
    ids = opened.loaded.entry.document.ids if opened.loaded.entry else {}
    inside = max((end for end in range(len(diagnostic.route) + 1) if diagnostic.route[:end] in ids), default=0)
    if inside and opened.entry:
        text = _at_item(opened, diagnostic.route[:inside], diagnostic.code, words)
    else:
        text = _on_line(opened, diagnostic.position.line, f"# gkml: ignore[{diagnostic.code}] {words}")
    after = check_loads(opened, text)
    if any(each.id == name for each in cell_findings(after, values(after))):
        raise GkmlError("这个问题在这里接受不了；请在文件里写 # gkml: ignore")
    return text


def _at_item(opened: Opened, route: Route, code: str, reason: str) -> str:
    old = opened.value(route)
    listed = list(old.get("ignore", ())) if isinstance(old, dict) else []
    return revised_source(opened, {(*route, "ignore"): [*listed, {"rule": code, "reason": reason}]}).text


def _on_line(opened: Opened, line: int, comment: str) -> str:
    lines = opened.source.text.split("\n")
    own = lines[line - 1]
    end = "\r" if own.endswith("\r") else ""
    lines[line - 1] = f"{own.removesuffix(end).rstrip()}  {comment}{end}"
    text = "\n".join(lines)
    if read(text.encode(), opened.source.file).data != opened.source.data:
        raise GkmlError("这个问题在这里接受不了；请在文件里写 # gkml: ignore")
    return text
