"""Every line of the guard of `gkml serve`: who may ask from where, how much, and the headers of every answer."""

from pathlib import Path

import pytest

from gkml.cli.serve.guard import HEADERS, MAX_JSON, MAX_UPLOAD
from tests.served import COOKIE, HOST, PORT, SWJ, TOKEN, Served, answer, finished, served


@pytest.fixture
def server(tmp_path: Path) -> Served:
    return served(tmp_path, SWJ)


@pytest.mark.parametrize(
    "host",
    [
        "localhost:4321",
        "127.0.0.1",
        "127.0.0.1:80",
        "evil.example:4321",
        "127.0.0.1:4321.evil.example",
        "[::1]:4321",
        None,
    ],
)
def test_a_request_to_another_name_is_refused(server: Served, host: str | None) -> None:
    for path in ("/", f"/?t={TOKEN}"):
        assert server.ask("GET", path, headers={"host": host}).status == 403


def test_two_names_are_none(server: Served) -> None:
    headers = [("host", HOST), ("host", "evil.example"), ("cookie", COOKIE)]
    assert finished(answer(server.app, "GET", "/", [b""], headers)).status == 403


@pytest.mark.parametrize("path", ["/", "/d/abc", "/?x=1"])
def test_the_token_gives_a_strict_cookie_and_leaves_the_address(server: Served, path: str) -> None:
    sign = "&" if "?" in path else "?"
    entered = server.ask("GET", f"{path}{sign}t={TOKEN}", headers={"cookie": None, "sec-fetch-site": "cross-site"})
    assert entered.status == 200
    assert entered.header("set-cookie") == [f"{COOKIE}; Path=/; HttpOnly; SameSite=Strict"]
    assert TOKEN not in entered.text
    assert f'content="0;url={path.partition("?")[0]}"' in entered.text


@pytest.mark.parametrize("token", ["", "x", TOKEN + "x", TOKEN[:-1], f"{TOKEN}&t=x"])
def test_a_wrong_token_is_refused_and_gives_no_cookie(server: Served, token: str) -> None:
    refused = server.ask("GET", f"/?t={token}", headers={"cookie": None})
    assert refused.status == 403
    assert not refused.header("set-cookie")


@pytest.mark.parametrize(
    "cookie", [None, "", "gkml-4321=x", f"gkml-4320={TOKEN}", f"xgkml-4321={TOKEN}", f"gkml-4321={TOKEN}x"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_without_the_cookie_nothing_is_answered(server: Served, method: str, cookie: str | None) -> None:
    for path in ("/", "/static/serve.js", "/events", "/edit"):
        refused = server.ask(method, path, headers={"cookie": cookie})
        assert refused.status == 403
        assert "终端里显示的地址" in refused.text


def test_the_cookie_is_good_among_others(server: Served) -> None:
    assert server.ask("GET", "/", headers={"cookie": f"a=b; {COOKIE}; gkml-1=x"}).status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something"])
def test_another_page_cannot_read(server: Served, site: str) -> None:
    for path in ("/", "/static/serve.js", f"/d/{server.key(server.folder / SWJ.name)}"):
        assert server.ask("GET", path, headers={"sec-fetch-site": site}).status == 403


@pytest.mark.parametrize("site", ["none", "same-origin", None])
def test_the_user_can_read(server: Served, site: str | None) -> None:
    assert server.ask("GET", "/", headers={"sec-fetch-site": site}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": None},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:4322"},
        {"origin": "http://localhost:4321"},
        {"origin": "https://127.0.0.1:4321"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "none"},
        {"content-type": None},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
    ],
    ids=str,
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_another_page_cannot_change_anything(server: Served, method: str, headers: dict[str, str | None]) -> None:
    for path in ("/edit", "/in?name=a.csv", "/new-year"):
        assert server.ask(method, path, b"{}", headers).status in {403, 415}
    assert (server.folder / SWJ.name).read_bytes() == SWJ.read_bytes()


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_other_methods_are_refused(server: Served, method: str) -> None:
    assert server.ask(method, "/").status == 405


@pytest.mark.parametrize(("method", "limit"), [("POST", MAX_JSON), ("PUT", MAX_UPLOAD)])
def test_a_body_has_a_limit(server: Served, method: str, limit: int) -> None:
    assert server.ask(method, "/in?name=a.csv", headers={"content-length": str(limit + 1)}).status == 413
    assert server.ask(method, "/in?name=a.csv", headers={"content-length": "-1"}).status == 413
    chunk = b" " * (limit // 4 + 1)
    headers = [("host", HOST), ("cookie", COOKIE), ("origin", f"http://{HOST}")]
    kind = "application/json" if method == "POST" else "application/octet-stream"
    sent = finished(
        answer(
            server.app,
            method,
            "/edit" if method == "POST" else "/in?name=a.csv",
            [chunk] * 4,
            [*headers, ("content-type", kind)],
        )
    )
    assert sent.status == 413


def test_every_answer_has_the_headers(server: Served) -> None:
    key = server.key(server.folder / SWJ.name)
    answers = [
        *map(
            server.get,
            ["/", f"/d/{key}", "/d/x", "/rule/K105", "/static/serve.js", "/nothing", "/static/..", "/menu/x/y"],
        ),
        server.ask("GET", f"/?t={TOKEN}"),
        server.ask("GET", "/?t=x"),
        server.ask("GET", "/", headers={"cookie": None}),
        server.ask("GET", "/", headers={"host": "evil.example"}),
        server.ask("POST", "/edit", b"no json"),
        server.ask("DELETE", "/"),
    ]
    assert {each.status for each in answers} == {200, 400, 403, 404, 405}
    for each in answers:
        for name, value in HEADERS.items():
            assert each.header(name) == [value]
    assert "unsafe" not in HEADERS["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/d/../gkml.yaml", "/d/gkml.yaml", "/d/as-issued.yaml", "/d/..%2fgkml.yaml", "/static/../frame.html.j2",
             "/static/frame.html.j2", "/static/%2e%2e/x", "/out/../../etc/passwd", "/d/%00"],
)  # fmt: skip
def test_no_path_leads_to_a_file(server: Served, path: str) -> None:
    assert server.get(path).status == 404


def test_there_is_no_web_socket(server: Served) -> None:
    headers = [("host", HOST), ("cookie", COOKIE)]
    assert finished(answer(server.app, "GET", "/", [b""], headers, kind="websocket")).status == 1008


def test_pages_have_no_script_or_style_of_their_own(server: Served) -> None:
    key = server.key(server.folder / SWJ.name)
    for path in ("/", f"/d/{key}", "/rule/K105", f"/menu/out/{key}"):
        text = server.get(path).text
        assert "style=" not in text
        assert "onclick" not in text
        assert text.count("<script") == text.count('<script src="/static/serve.js" defer></script>')
    assert PORT == 4321
