"""`gkml language-server`: the protocol of editors over standard input and output; each request is one call into `project/editor`.

Positions of gkml count characters from 1; those of the protocol count units of the negotiated encoding from 0. Diagnostics
are worked out in one thread, the newest text of a file only, after `QUIET` seconds without a key.
"""

import asyncio
import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from gkml import __version__
from gkml.diagnostics import Diagnostic, GkmlError, Position
from gkml.project.editor.actions import Action, TextChange, fix_all, formatted, quick_fixes, renamed
from gkml.project.editor.completion import proposals
from gkml.project.editor.hover import hover, link_at
from gkml.project.editor.opened import Opened
from gkml.project.editor.outline import Symbol, folds, outline
from gkml.project.linked import beside
from gkml.project.workspace import find_home

QUIET = 0.05
FIX_ALL = "source.fixAll.gkml"
_SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """The server: the texts that are open, each by its address, and what is still to be checked."""

    def __init__(self) -> None:
        super().__init__("gkml", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
        self.opened: dict[str, tuple[int | None, Opened]] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}
        self.worker = ThreadPoolExecutor(1)

    def of(self, uri: str) -> Opened:
        """Returns the current text of a document."""
        document = self.workspace.get_text_document(uri)
        known = self.opened.get(uri)
        if known is None or known[0] != document.version or known[1].text != document.source:
            path = Path(to_fs_path(uri) or "untitled.yaml")
            known = document.version, Opened(document.source, path, find_home(path))
            self.opened[uri] = known
        return known[1]

    def soon(self, uri: str, seconds: float = QUIET) -> None:
        """Has a document checked after a while without another change."""
        if timer := self.waiting.pop(uri, None):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self.waiting[uri] = loop.call_later(seconds, lambda: loop.create_task(self.check(uri)))

    async def check(self, uri: str) -> None:
        """Publishes the findings in a document, unless it was changed or closed meanwhile."""
        self.waiting.pop(uri, None)
        document = self.workspace.get_text_document(uri)
        version = document.version
        try:
            opened = self.of(uri)
            loop = asyncio.get_running_loop()
            diagnostics = await loop.run_in_executor(self.worker, lambda: opened.diagnostics)
        except GkmlError as error:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, str(error)))
            return
        current = self.workspace.text_documents.get(uri)
        if current is None or current.version != version:
            return
        items = [
            self._diagnostic(uri, diagnostic) for diagnostic in diagnostics if diagnostic.file == opened.source.file
        ]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, items, version))

    def _diagnostic(self, uri: str, diagnostic: Diagnostic) -> lsp.Diagnostic:
        return lsp.Diagnostic(
            self.range(uri, diagnostic.position),
            diagnostic.message,
            _SEVERITY[diagnostic.severity],
            diagnostic.code,
            source="gkml",
            data=diagnostic.name,
        )

    # --- positions ---

    def range(self, uri: str, position: Position) -> lsp.Range:
        """Returns a position of gkml as the editor counts."""
        document = self.workspace.get_text_document(uri)
        start = lsp.Position(position.line - 1, position.column - 1)
        end = lsp.Position(position.end_line - 1, position.end_column - 1)
        return document.position_codec.range_to_client_units(document.lines, lsp.Range(start, end))

    def place(self, uri: str, position: lsp.Position) -> tuple[int, int]:
        """Returns line and column, from 1, of a position of the editor."""
        document = self.workspace.get_text_document(uri)
        own = document.position_codec.position_from_client_units(document.lines, position)
        return own.line + 1, own.character + 1

    def edits(self, uri: str, changes: tuple[TextChange, ...]) -> list[lsp.TextEdit]:
        return [lsp.TextEdit(self.range(uri, change.position), change.text) for change in changes]


server = Server()


# --- documents ---


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
async def did_open(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    ls.soon(params.text_document.uri, 0)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
async def did_change(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    ls.soon(params.text_document.uri)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
async def did_save(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
    ls.soon(params.text_document.uri, 0)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
async def did_close(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.opened.pop(uri, None)
    if timer := ls.waiting.pop(uri, None):
        timer.cancel()
    ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


@server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
async def did_change_watched_files(ls: Server, params: lsp.DidChangeWatchedFilesParams) -> None:
    """Settings, forms, guides or editions before have changed: every open text is read again."""
    ls.opened.clear()
    for uri in ls.workspace.text_documents:
        ls.soon(uri, 0)


# --- what an editor asks ---


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def on_hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    uri = params.text_document.uri
    text = hover(ls.of(uri), *ls.place(uri, params.position), date.today())
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None


@server.feature(
    lsp.TEXT_DOCUMENT_COMPLETION,
    lsp.CompletionOptions(trigger_characters=["《", " ", ":", "["], resolve_provider=False),
)
def on_completion(ls: Server, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    uri = params.text_document.uri
    line, column = ls.place(uri, params.position)
    return [
        lsp.CompletionItem(
            label=each.text.strip(),
            detail=each.meaning or None,
            text_edit=lsp.TextEdit(ls.range(uri, Position(line, each.start, line, column)), each.text),
            filter_text=each.text,
        )
        for each in proposals(ls.of(uri), line, column)
    ]


@server.feature(
    lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL])
)
def on_code_action(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri, wanted = params.text_document.uri, params.context.only
    opened = ls.of(uri)
    actions = []
    if wanted is None or any(FIX_ALL.startswith(str(getattr(kind, "value", kind))) for kind in wanted):
        whole = fix_all(opened)
        actions += [_action(ls, uri, whole, FIX_ALL)] if whole else []
    if wanted is None or any(str(getattr(kind, "value", kind)) == "quickfix" for kind in wanted):
        first, last = params.range.start.line + 1, params.range.end.line + 1
        actions += [_action(ls, uri, each, lsp.CodeActionKind.QuickFix) for each in quick_fixes(opened, first, last)]
    return actions


def _action(ls: Server, uri: str, action: Action, kind: Any) -> lsp.CodeAction:
    mended = [ls._diagnostic(uri, action.diagnostic)] if action.diagnostic else None
    edit = lsp.WorkspaceEdit({uri: ls.edits(uri, action.changes)})
    return lsp.CodeAction(action.title, kind, mended, is_preferred=action.is_safe or None, edit=edit)


@server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
def on_formatting(ls: Server, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    uri = params.text_document.uri
    return ls.edits(uri, formatted(ls.of(uri)))


@server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def on_symbols(ls: Server, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    uri = params.text_document.uri
    return [_symbol(ls, uri, symbol) for symbol in outline(ls.of(uri))]


def _symbol(ls: Server, uri: str, symbol: Symbol) -> lsp.DocumentSymbol:
    place = ls.range(uri, symbol.position)
    whole = lsp.Range(lsp.Position(place.start.line, 0), lsp.Position(symbol.last, 0))
    children = [_symbol(ls, uri, child) for child in symbol.children]
    kind = lsp.SymbolKind.Module if children else lsp.SymbolKind.Field
    return lsp.DocumentSymbol(symbol.name or "（没有名称）", kind, whole, place, symbol.detail, children=children)


@server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
def on_folding(ls: Server, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    return [lsp.FoldingRange(first - 1, last - 1) for first, last in folds(outline(ls.of(params.text_document.uri)))]


@server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
def on_definition(ls: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    uri = params.text_document.uri
    opened = ls.of(uri)
    name = link_at(opened, opened.at(*ls.place(uri, params.position)))
    path = beside(opened.path, name) if name else None
    if path is None or not path.is_file() or not opened.home.contains(path, opened.path):
        return None
    target = from_fs_path(str(path.resolve())) or ""
    return lsp.Location(target, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)))


@server.feature(lsp.TEXT_DOCUMENT_RENAME)
def on_rename(ls: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    uri = params.text_document.uri
    opened = ls.of(uri)
    route = opened.at(*ls.place(uri, params.position))
    changes = renamed(opened, route, params.new_name) if route else ()
    return lsp.WorkspaceEdit({uri: ls.edits(uri, changes)}) if changes else None


def run() -> None:
    """Serves until the editor leaves. A process that lives for a day collects its cycles, unlike the other commands."""
    gc.enable()
    server.start_io()
