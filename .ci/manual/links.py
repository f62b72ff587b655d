"""Links of a built site that lead nowhere."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html  # type: ignore[import-untyped]


def dead_links(site: Path) -> Iterator[str]:
    """Yields each link to a file or an anchor that is not in the site, and each request that would leave it."""
    for page in sorted(site.rglob("*.html")):
        for element, attribute, link, _ in html.fromstring(page.read_bytes()).iterlinks():
            parts = urlsplit(link)
            if parts.scheme in ("data", "mailto", "javascript"):
                continue
            if parts.scheme or parts.netloc:
                loads = element.tag in ("script", "img", "iframe") or (element.tag, attribute) == ("link", "href")
                if loads and element.get("rel") != "canonical":
                    yield f"{page.relative_to(site)}: {link} is loaded from elsewhere"
                continue
            path = unquote(parts.path)
            target = (site / path[1:] if path.startswith("/") else page.parent / path).resolve() if path else page
            if target.is_dir():
                target /= "index.html"
            if not target.is_file():
                yield f"{page.relative_to(site)}: {link} leads nowhere"
            elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in _anchors(target):
                yield f"{page.relative_to(site)}: {link} has no such anchor"


@cache
def _anchors(page: Path) -> frozenset[str]:
    return frozenset(html.fromstring(page.read_bytes()).xpath("//@id | //a/@name")) | {"__top"}
