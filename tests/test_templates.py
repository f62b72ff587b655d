"""Templates of a stranger's workspace: they print, choose and loop, and can do nothing else, nor without end."""

import re
from pathlib import Path

import pytest

from gkml.formats import LooksError
from gkml.formats.html.template import MAX_TEMPLATE, rendered

VALUES = {"title": "目录" * 500, "about": {"id": "x"}, "blocks": [{"text": "a", "level": 1}] * 50}


def made(source: str) -> str:
    return rendered({"page.html.j2": source.encode()}, "page.html.j2", VALUES)


ESCAPES = {
    "class": "{{ title.__class__.__mro__[1].__subclasses__() }}",
    "attribute filter": "{{ title|attr('__class__') }}",
    "map filter": "{{ blocks|map(attribute='__class__')|list }}",
    "item": "{{ title['__class__'] }}",
    "format": "{{ '{0.__class__}'.format(title) }}",
    "call": "{{ title.upper() }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "lipsum": "{{ lipsum.__globals__['os'] }}",
    "self": "{{ self.__init__.__globals__ }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'x' as x %}",
    "extends": "{% extends '/etc/passwd' %}",
    "macro": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "set": "{% set x = title %}{{ x }}",
    "autoescape": "{% autoescape false %}{{ title }}{% endautoescape %}",
    "safe": "{{ title|safe }}",
}
BOMBS = {
    "range": "{% for a in range(10**9) %}{% endfor %}",
    "nested": "{% for a in title %}{% for b in title %}{% for c in title %}{% endfor %}{% endfor %}{% endfor %}",
    "printing": "{% for a in title %}{% for b in title %}{{ title }}{% endfor %}{% endfor %}",
    "product": "{{ title * 10**9 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "modulo": "{{ '%999999999d' % 1 }}",
    "centred": "{{ title|center(10**9) }}",
    "replacing": "{{ title|replace('', title)|replace('', title) }}",
    "joining": "{{ title|join(title)|join(title) }}",
    "deep": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "number": "{{ " + "9" * 10_000 + " }}",
    "large": " " * (MAX_TEMPLATE + 1),
    "recursion": "{% for a in blocks recursive %}{{ loop(blocks) }}{% endfor %}",
}


@pytest.mark.parametrize("source", [*ESCAPES.values(), *BOMBS.values()], ids=[*ESCAPES, *BOMBS])
def test_what_a_template_may_not_do_is_refused_in_one_line(source: str) -> None:
    with pytest.raises(LooksError, match=r"\A网页模板（templates/ 下的 \.j2 文件）有误：[^\n]+\Z"):
        made(source)


@pytest.mark.parametrize(
    "source, output",
    [
        ("{{ '<b>' }}", "&lt;b&gt;"),
        ("{% for b in blocks %}{% if loop.first %}h{{ b.level + 1 }}{{ loop.length }}{% endif %}{% endfor %}", "h250"),
        ("{% if about.id and not missing is defined %}{{ about.id|upper ~ (title|length) }}{% endif %}", "X1000"),
    ],
)
def test_a_template_prints_chooses_and_loops(source: str, output: str) -> None:
    assert made(source) == output


@pytest.mark.parametrize("name", ["page.html.j2", "index.html.j2"])
def test_build_tells_the_fault_of_a_template_in_a_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gkml.cli import run

    (tmp_path / "gkml.yaml").write_text("version: 1\n")
    (tmp_path / "a.yaml").write_text(
        "id: a\ntitle: 目录\nprofile: basic-8\nitems:\n  - {name: 职责, items: [{name: 事项, content: 内容}]}\n",
        "utf-8",
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text("{% for a in range(10**9) %}{% endfor %}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["gkml", "build", "--format", "html"])
    assert run() != 0
    assert re.search(r"^.*网页模板（templates/ 下的 \.j2 文件）有误：第 1 行.*$", capsys.readouterr().err, re.MULTILINE)
