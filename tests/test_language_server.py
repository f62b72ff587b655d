"""The language server through a real client, over standard input and output, as an editor starts it."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

from gkml.project.editor.actions import difference
from gkml.project.editor.completion import proposals
from gkml.project.editor.opened import Opened
from gkml.project.workspace import Home

TEXT = """\
id: shili
title: 示例局政府信息主动公开基本目录
agency: 示例局
edition: "2026"
profile: basic-8
items:
  - id: a
    name: 职责
    items:
      - {id: i1, name: 机构职能, content: 职能 、电话, time_limit: 信息形成之日起20个工作日内, office: 办公室, channels: [政府网站], sections: [政务公开-机构概况]}
      - id: i2
        name: 𠮷事😀
        content: 依据《中华人民共和国政府信息公开条例》第二十条
        time_limit: 信息形成之日起30个工作日内
        office: 办公室
        channels: [政府网站]
        sections: [政务公开-机构概况]
"""


SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "gkml", "language-server"])
Test = Callable[[LanguageClient, Path], Awaitable[None]]


def session(test: Test) -> Callable[[Path], None]:
    """Runs a test with a server and a client of its own, in a thread of its own: a browser's tests leave a loop running."""

    async def run(path: Path) -> None:
        client = await SERVER.start()
        note_versions(client)
        await client.initialize_session(
            lsp.InitializeParams(capabilities=pytest_lsp.client_capabilities("visual-studio-code"), root_uri=None)
        )
        try:
            await test(client, path)
        finally:
            await client.shutdown_session()

    def in_a_thread(path: Path) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(run(path))).result(120)

    in_a_thread.__name__ = test.__name__  # type: ignore[attr-defined]
    return in_a_thread


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "gkml.yaml").write_text("version: 1\nregisters: {offices: [办公室, 人事科]}\n", "utf-8")
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, "utf-8")
    return file


async def opened(client: LanguageClient, path: Path, text: str = TEXT) -> str:
    uri = path.as_uri()
    item = lsp.TextDocumentItem(uri, "yaml", 1, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await published(client, uri, 1)
    return uri


async def published(client: LanguageClient, uri: str, version: int) -> list[lsp.Diagnostic]:
    """The diagnostics of one version of a text: not of the first that comes."""
    for _ in range(200):
        versions = getattr(client, "versions", {})
        if versions.get(uri) == version:
            return list(client.diagnostics[uri])
        await asyncio.sleep(0.05)
    raise AssertionError(f"no diagnostics of version {version}")


def note_versions(client: LanguageClient) -> None:
    """Notes the version that each notification is about."""
    client.versions = {}  # type: ignore[attr-defined]
    original: Callable[..., None] = client.protocol.fm.features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

    def note(params: lsp.PublishDiagnosticsParams) -> None:
        original(params)
        client.versions[params.uri] = params.version  # type: ignore[attr-defined]

    client.protocol.fm.features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = note


def change(client: LanguageClient, uri: str, version: int, text: str) -> None:
    whole = lsp.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version, uri), [whole])
    )


def place_of(text: str, words: str, inside: int = 1) -> lsp.Position:
    """A position as the editor counts: UTF-16 units."""
    offset = text.index(words) + inside
    line = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return lsp.Position(line, len(text[start:offset].encode("utf-16-le")) // 2)


@session
async def test_diagnostics_follow_the_text_as_it_is_typed(client: LanguageClient, path: Path) -> None:
    uri = await opened(client, path)
    codes = {each.code for each in client.diagnostics[uri]}
    assert {"K111", "K131"} <= codes
    for version in range(2, 12):
        change(client, uri, version, TEXT.replace("30个工作日", f"{version}个工作日"))
    diagnostics = await published(client, uri, 11)
    assert "K131" not in {each.code for each in diagnostics}
    change(client, uri, 12, "id: [")
    assert [each.severity for each in await published(client, uri, 12)] == [lsp.DiagnosticSeverity.Error]


@session
async def test_places_are_counted_as_the_editor_counts(client: LanguageClient, path: Path) -> None:
    text = TEXT.replace("time_limit: 信息形成之日起30", "remark: 𠮷😀\n        time_limit: 信息形成之日起30")
    text = text.replace("name: 机构职能", "name: 𠮷机构职能")
    uri = await opened(client, path, text)
    (blank,) = [each for each in client.diagnostics[uri] if each.code == "K111"]
    line = text.split("\n")[blank.range.start.line]
    units = line.encode("utf-16-le")[2 * blank.range.start.character : 2 * blank.range.end.character]
    assert units.decode("utf-16-le") == "职能 、电话"


@session
async def test_a_fix_and_all_fixes_change_only_the_value(client: LanguageClient, path: Path) -> None:
    uri = await opened(client, path)
    (blank,) = [each for each in client.diagnostics[uri] if each.code == "K111"]
    context = lsp.CodeActionContext([blank])
    actions = await client.text_document_code_action_async(
        lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), blank.range, context)
    )
    titles = {action.title: action for action in actions or [] if isinstance(action, lsp.CodeAction)}
    assert "改为“职能、电话”" in titles
    for title in ("改为“职能、电话”", "改正全部不改变意思的写法"):
        edit = titles[title].edit
        assert edit is not None
        assert edit.changes is not None
        assert applied(TEXT, edit.changes[uri]) == TEXT.replace("职能 、电话", "职能、电话")
    accept = titles["接受 K111（在行末写明理由）"].edit
    assert accept is not None
    assert accept.changes is not None
    assert "# gkml: ignore[K111] " in applied(TEXT, accept.changes[uri])


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        (a, b), (c, d) = ((p.line, p.character) for p in (edit.range.start, edit.range.end))
        head = lines[a].encode("utf-16-le")[: 2 * b].decode("utf-16-le")
        tail = lines[c].encode("utf-16-le")[2 * d :].decode("utf-16-le")
        lines[a : c + 1] = (head + edit.new_text + tail).split("\n")
    return "\n".join(lines)


@session
async def test_hover_tells_the_rule_the_limit_and_the_law(client: LanguageClient, path: Path) -> None:
    uri = await opened(client, path)

    async def hover(words: str) -> str:
        position = place_of(TEXT, words, 3)
        result = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), position))
        return result.contents.value if result and isinstance(result.contents, lsp.MarkupContent) else ""

    limit = await hover("信息形成之日起30个")
    assert "K131" in limit
    assert "最迟" in limit
    assert "第二十条" in await hover("政府信息公开条例")
    assert await hover("示例局政府") == ""


@session
async def test_completion_knows_keys_offices_forms_and_laws(client: LanguageClient, path: Path) -> None:
    uri = await opened(client, path)

    async def labels(text: str, version: int) -> list[str]:
        change(client, uri, version, text)
        end = lsp.Position(text.count("\n"), len(text.rpartition("\n")[2].encode("utf-16-le")) // 2)
        result = await client.text_document_completion_async(lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), end))
        items = result.items if isinstance(result, lsp.CompletionList) else result or []
        return [item.label for item in items]

    assert "time_limit:" in await labels(TEXT + "      - id: i3\n        tim", 2)
    assert "人事科" in await labels(TEXT + "      - id: i3\n        office: ", 3)
    assert "basic-8" in await labels("id: x\nprofile: bas", 4)
    assert "中华人民共和国政府信息公开条例》" in await labels(
        TEXT + "      - id: i3\n        content: 《政府信息公开", 5
    )
    assert "政府网站" in await labels(TEXT + "      - id: i3\n        channels:\n          - 政", 6)


@session
async def test_outline_folding_definition_formatting_and_rename(client: LanguageClient, path: Path) -> None:
    old = path.with_name("old.yaml")
    old.write_text(TEXT.replace('"2026"', '"2025"'), "utf-8")
    text = TEXT.replace("profile: basic-8", "previous: old.yaml\nprofile: basic-8")
    uri = await opened(client, path, text)
    identifier = lsp.TextDocumentIdentifier(uri)
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(identifier))
    (top,) = [symbol for symbol in symbols or [] if isinstance(symbol, lsp.DocumentSymbol)]
    assert [child.name for child in top.children or []] == ["机构职能", "𠮷事😀"]
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(identifier))
    assert next((fold.start_line, fold.end_line) for fold in folds or [])[0] == 8
    target = await client.text_document_definition_async(
        lsp.DefinitionParams(identifier, place_of(text, "old.yaml", 2))
    )
    assert isinstance(target, lsp.Location)
    assert target.uri == old.resolve().as_uri()
    edits = await client.text_document_formatting_async(
        lsp.DocumentFormattingParams(identifier, lsp.FormattingOptions(2, True))
    )
    formatted = applied(text, list(edits or []))
    assert Opened(formatted, path, Home(None)).entry is not None
    edit = await client.text_document_rename_async(lsp.RenameParams(identifier, place_of(text, "办公室", 1), "综合科"))
    assert edit is not None
    assert edit.changes is not None
    assert applied(text, list(edit.changes[uri])) == text.replace("office: 办公室", "office: 综合科")


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "a"), ("a", ""), ("abc", "abXc"), ("一\n二\n三", "一\n二二\n三"), ("aa", "aaa"), ("a\r\nb", "a\nb")],
)
def test_a_difference_makes_the_new_text(old: str, new: str) -> None:
    (change,) = difference(old, new)
    position = change.position
    lines = old.split("\n")
    start = sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1
    end = sum(len(line) + 1 for line in lines[: position.end_line - 1]) + position.end_column - 1
    assert old[:start] + change.text + old[end:] == new


@pytest.mark.parametrize("text", ["", "\n", "《", "a: [", "- ", "items:\n  - ", "\u2028", "x" * 5000])
def test_an_unfinished_text_breaks_nothing(text: str, tmp_path: Path) -> None:
    opened = Opened(text, tmp_path / "a.yaml", Home(None))
    assert isinstance(opened.diagnostics, list)
    lines = text.split("\n")
    assert isinstance(proposals(opened, len(lines), len(lines[-1]) + 1), list)
    assert opened.at(1, 1) is None or isinstance(opened.at(1, 1), tuple)


def test_without_its_libraries_the_command_says_what_to_install(tmp_path: Path) -> None:
    import subprocess

    code = "import sys; sys.modules['pygls'] = None; sys.argv = ['gkml', 'language-server']; from gkml.cli import run; sys.exit(run())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ})
    assert (run.returncode, run.stderr.strip()) == (2, "没有装语言服务器要用的库；请执行 pip install 'gkml[lsp]'")
