"""The looks of the outputs: templates of the workspace, or those that travel with the program, as bytes by file name."""

from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.files import contents
from gkml.project.paths import display
from gkml.resources import resource
from gkml.yamltext.decode import decode


def word_looks(root: Path | None, named: str, config: Path | None) -> dict[str, bytes]:
    """Returns the parts of the Word template: the file `named` in gkml.yaml, `templates/base.docx`, or the program's own.

    Raises `GkmlError` if the template that is named does not exist or cannot be used.
    """
    own = (root or Path()) / (named or "templates/base.docx")
    if named and not own.is_file():
        raise GkmlError(f"找不到模板 {display(own)}；请检查 {display(config or own)} 的 template")
    if not (root and own.is_file()):
        return _folder(resource("templates") / "docx")
    from gkml.formats.package.read import template
    from gkml.formats.unreadable import UnreadableFile

    try:
        return template(contents(own))
    except UnreadableFile as error:
        raise GkmlError(f"{display(own)}: {error}") from error


def page_looks(root: Path | None) -> dict[str, bytes]:
    """Returns the files of the page template; a file of the workspace's `templates/` replaces the one of that name."""
    looks = {path.name: path.read_bytes() for path in sorted(resource("templates").iterdir()) if path.is_file()}
    own = root / "templates" if root else None
    for path in sorted(own.iterdir()) if own and own.is_dir() else ():
        if path.name in looks:
            looks[path.name] = _utf8(path)
    return looks


def _utf8(path: Path) -> bytes:
    text, problems = decode(contents(path))
    if problems:
        first = problems[0]
        raise GkmlError(f"{display(path)}:{first.position.line}:{first.position.column}: {first.message}")
    return text.encode()


def _folder(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if not paths:
        raise GkmlError(f"找不到模板 {folder}；请重新安装 gkml")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
