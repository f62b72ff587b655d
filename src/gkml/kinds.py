"""The kinds of document, by what `kind:` at the top of a file says; a file without `kind:` is a catalog.

A kind is one folder and one line here. The folder holds `model.py` (`MODEL`, a pydantic model), `load.py` (`load`: a source
and the table forms in, an entry or diagnostics out; `Workspace`: what its rules are given, entries and the names that the
workspace knows), `layout.py` (`lay_out`: an entry and the digest of its file in, a `Document` out) and `rules/`
(a letter and a number, each code used once in all kinds).
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from pydantic import BaseModel

from gkml.diagnostics.quoting import nearest, shown
from gkml.document import Document
from gkml.schema.documents import AnyEntry, AnyLoaded, Loaded, NextEdition
from gkml.schema.parse import document_id, problems, refuse
from gkml.schema.style import style_of
from gkml.yamltext.source import Source
from gkml.yamltext.style import Style

Forms = Mapping[str, Any]
"""Table forms by name."""


class Kind(NamedTuple):
    """One kind of document: what users call it and the packages that it is made of, each imported when first used.

    Its rules check all documents of the kind together, or each by itself (`one_by_one`). A kind that `has_dump` writes its
    JSON itself. `unit` is what its `size` counts, as users call it.
    """

    name: str
    folder: str
    rules: str = ""
    layout: str = ""
    one_by_one: bool = False
    has_dump: bool = False
    unit: str = "个事项"

    @property
    def model(self) -> type[BaseModel]:
        """The pydantic model of the file."""
        model: type[BaseModel] = self._module("model").MODEL
        return model

    @property
    def style(self) -> Style:
        """How a file of this kind is written."""
        return style_of(self.model)

    def workspace(self, entries: tuple[AnyEntry, ...], registers: Any) -> Any:
        """Returns what each rule of this kind is given."""
        return self._module("load").Workspace(entries, registers)

    def load(self, source: Source, forms: Forms) -> AnyLoaded:
        loaded: AnyLoaded = self._module("load").load(source, forms)
        return loaded

    def lay_out(self, entry: AnyEntry, digest: str) -> Document:
        """Returns the document as it is printed; `digest` is that of its file, for the way back."""
        document: Document = import_module(self.layout or f"{self.folder}.layout").lay_out(entry, digest)
        return document

    @property
    def json(self) -> Callable[[AnyEntry], bytes] | None:
        """What writes a document of this kind as JSON; None if that is the dump of its table that every document has."""
        dump: Callable[[AnyEntry], bytes] | None = self._module("dump").write if self.has_dump else None
        return dump

    def next_edition(self, entry: AnyEntry, data: Mapping[str, Any], file: str) -> NextEdition:
        """Returns the draft of the edition after `entry`, whose file has this data and is named `file` in the new one."""
        draft: NextEdition = self._module("next_edition").next_edition(entry, data, file)
        return draft

    def rule_package(self) -> ModuleType:
        return import_module(self.rules or f"{self.folder}.rules")

    def _module(self, name: str) -> ModuleType:
        return import_module(f"{self.folder}.{name}")


KINDS: dict[str, Kind] = {
    "catalog": Kind("目录", "gkml.catalog", rules="gkml.rules", layout="gkml.layout.catalog"),
    "annual-report": Kind("年度报告", "gkml.annual_report", one_by_one=True, has_dump=True, unit="行数字"),
    "work-plan": Kind("工作方案", "gkml.work_plan", one_by_one=True, has_dump=True, unit="项任务"),
}


def load(source: Source, forms: Forms) -> AnyLoaded:
    """Validates one source as the kind of document that it says it is. Never raises on input."""
    key = source.data.get("kind", "catalog") if source.data else "catalog"
    if isinstance(key, str) and key in KINDS:
        return KINDS[key].load(source, forms)
    refused = refuse(source, "K034", ("kind",), _unknown(key), document_id(source))
    return Loaded(source, None, (*problems(source), refused))


def _unknown(key: object) -> str:
    kinds = "、".join(f"{name}（{kind.name}）" for name, kind in KINDS.items())
    if not isinstance(key, str) or not key:
        return f"kind 要写成文件的种类：{kinds}；目录可以不写"
    return f"没有“{shown(key)}”这一种文件；{nearest(key, KINDS)}可用的：{kinds}；目录可以不写 kind"
