"""Open data of a site: all items as CSV and JSON Lines with a dictionary; the sitemap and the feed of changes."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from gkml.catalog.model import Catalog

COLUMNS = (
    ("catalog", "目录代号", "文本", "同一目录各版本相同"), ("edition", "版本", "文本", ""), ("agency", "编制机关", "文本", ""),
    ("title", "目录名称", "文本", ""), ("issued", "发布日期", "日期", "ISO 8601，没有写的为空"), ("item", "事项编号", "文本", "目录内唯一，不再使用也不改变"),
    ("level", "上级事项", "文本", "各级用 › 连接"), ("name", "事项名称", "文本", ""), ("content", "公开内容", "文本", ""),
    ("basis", "公开依据", "文本", "几项用换行隔开"), ("time_limit", "公开时限", "文本", "照印的文字"), ("body", "公开主体", "文本", ""),
    ("office", "责任科室", "文本", ""), ("channels", "公开渠道和载体", "文本", "几项用换行隔开"), ("sections", "公开栏目", "文本", "几项用换行隔开"),
    ("audience", "公开对象", "文本", "几项用换行隔开"), ("mode", "公开方式", "文本", "几项用换行隔开"), ("tiers", "公开层级", "文本", "几项用换行隔开"),
    ("remark", "备注", "文本", ""), ("url", "网页", "文本", "相对于网站首页"),
)  # fmt: skip
"""The columns of the data: name, Chinese name, type, note."""
MOST_ADDRESSES = 50_000
"""Addresses in one sitemap (sitemaps.org)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(catalog: Catalog, page: str) -> Iterable[list[str]]:
    """Yields the values of `COLUMNS` for each item of a directory."""
    issued = catalog.issued.isoformat() if catalog.issued else ""
    about = [catalog.id, catalog.edition, catalog.agency, catalog.title, issued]
    for leaf in catalog.leaves:
        item = leaf.item
        lists = ("\n".join(each) for each in (item.channels, item.sections, item.audience, item.mode, item.tiers))
        level = " › ".join(each.name for each in leaf.path[:-1])
        texts = (item.name, item.content, "\n".join(item.basis), item.time_limit, item.body, item.office)
        yield [*about, leaf.id, level, *texts, *lists, item.remark, f"{page}#i-{leaf.id}"]


def as_csv(listed: Iterable[Sequence[str]], head: Sequence[str]) -> bytes:
    """Returns a CSV file that Excel opens as it is: UTF-8 with its mark; no cell begins as a formula does."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([f"'{text}" if text.startswith(_FORMULA) else text for text in row] for row in listed)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def as_json_lines(listed: Iterable[Sequence[str]]) -> bytes:
    names = [name for name, *_ in COLUMNS]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in listed)
    return "".join(f"{line}\n" for line in lines).encode()


def dictionary() -> bytes:
    """Returns the data dictionary (数据字典) as CSV."""
    return as_csv(COLUMNS, ("字段英文名", "字段中文名", "类型", "说明"))


def data_package(name: str) -> bytes:
    """Returns the description of the data for programs (Frictionless Data Package)."""
    kinds = {"文本": "string", "日期": "date"}
    fields = [
        {"name": key, "title": title, "type": kinds[kind], "description": note} for key, title, kind, note in COLUMNS
    ]
    resource = {"name": "items", "path": "items.csv", "encoding": "utf-8", "schema": {"fields": fields}}
    data = {"name": "gkml-items", "title": name, "resources": [resource]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemaps(url: str, pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Returns the sitemap of pages (address below the site, day of their edition or ""), or several with an index."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    parts = [pages[start : start + MOST_ADDRESSES] for start in range(0, len(pages), MOST_ADDRESSES)] or [()]
    files = {}
    for number, part in enumerate(parts, 1):
        entries = "".join(
            f"<url><loc>{escape(url + page)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
            for page, day in part
        )
        name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
        files[name] = f"{_XML}<urlset {space}>\n{entries}</urlset>\n".encode()
    if len(parts) > 1:
        entries = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in files)
        files["sitemap.xml"] = f"{_XML}<sitemapindex {space}>\n{entries}</sitemapindex>\n".encode()
    return files


def feed(url: str, name: str, entries: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Returns an Atom feed (RFC 4287) of editions: (address, title, ISO day, what changed), newest first; no clock is read."""
    days = [day for _, _, day, _ in entries if day]
    updated = max(days, default="2000-01-01")
    parts = "".join(
        f"<entry><id>{escape(url + page)}</id><title>{escape(title)}</title><updated>{day or updated}T00:00:00+08:00</updated>"
        f'<link href="{escape(url + page, {chr(34): "&quot;"})}"/><summary>{escape(text)}</summary></entry>\n'
        for page, title, day, text in entries
    )
    return (
        f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><id>{escape(url)}</id><title>{escape(name)}</title>'
        f'<updated>{updated}T00:00:00+08:00</updated><link rel="self" href="{escape(url)}feed.xml"/>\n'
        f"<author><name>{escape(name)}</name></author>\n{parts}</feed>\n"
    ).encode()
