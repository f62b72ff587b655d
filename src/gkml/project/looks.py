"""The looks of the outputs: templates of the workspace, or those that travel with the program, as bytes by file name."""

from collections.abc import Callable
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.files import contents
from gkml.project.paths import display
from gkml.schema.resources import resource
from gkml.yamltext.decode import decode


def word_looks(own: Path | None) -> dict[str, bytes]:
    """Returns the parts of the Word template `own`, or of the program's if there is no such file.

    Raises `GkmlError` if it cannot be used.
    """
    if own is None or not own.is_file():
        return _folder(resource("templates") / "docx")
    from gkml.formats.package.read import template
    from gkml.formats.unreadable import UnreadableFile

    try:
        return template(contents(own))
    except UnreadableFile as error:
        raise GkmlError(f"{display(own)}: {error}") from error


def page_looks(root: Path | None, contains: Callable[[Path], bool]) -> dict[str, bytes]:
    """Returns the files of the page template; a file of the workspace's `templates/` replaces the one of that name.

    Raises `GkmlError` for one that is a link out of the workspace, as `contains` tells.
    """
    looks = {path.name: path.read_bytes() for path in sorted(resource("templates").iterdir()) if path.is_file()}
    own = root / "templates" if root else None
    for path in sorted(own.iterdir()) if own and own.is_dir() else ():
        if path.name in looks:
            if not contains(path):
                raise GkmlError(f"{display(path)} 是链接，指到工作区外面，没有读；请换成文件本身")
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
