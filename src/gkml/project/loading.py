"""Sources of a workspace in, catalogs out: each with the forms of its workspace, whatever is wrong with a form."""

from pathlib import Path

from gkml.catalog.model import Entry
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown
from gkml.kinds import KINDS, load
from gkml.project.files import read_file
from gkml.project.paths import display
from gkml.project.workspace import Home
from gkml.schema.documents import AnyLoaded, Loaded
from gkml.schema.parse import document_id, refuse
from gkml.yamltext.source import Source


def load_file(path: Path, home: Home) -> AnyLoaded:
    """Returns the catalog of a file, or the diagnostics that say why there is none."""
    return load_source(read_file(path), home)


def load_source(source: Source, home: Home) -> AnyLoaded:
    """Returns the catalog of a source; a form with a fault is a diagnostic of the catalog that names it."""
    try:
        return load(source, home.profiles)
    except GkmlError:
        name = str(source.data["profile"])
        message = f"表式“{shown(name)}”的文件 {display(home.profiles.files[name])} 有误；请先改正那份文件"
        return Loaded(source, None, (refuse(source, "K024", ("profile",), message, document_id(source)),))


def load_catalog(source: Source, home: Home) -> Loaded[Entry]:
    """Returns the catalog of a source; a document of another kind is refused."""
    return as_catalog(load_source(source, home))


def as_catalog(loaded: AnyLoaded) -> Loaded[Entry]:
    """Returns what was loaded if it is a catalog; a document of another kind is refused."""
    if loaded.entry is None or isinstance(loaded.entry, Entry):
        return Loaded(loaded.source, loaded.entry, loaded.diagnostics)
    name = KINDS[loaded.entry.kind].name
    refused = refuse(loaded.source, "K034", ("kind",), f"这里只能用目录，这份文件是{name}")
    return Loaded(loaded.source, None, (refused,))
