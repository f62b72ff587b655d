"""The pages of a site that are no document: the home page, and what leads on. Search needs scripts, the lists do not."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from gkml.formats import Looks
from gkml.formats.html.template import rendered
from gkml.formats.html.write import hash_of


def home_page(looks: Looks, values: Mapping[str, Any]) -> bytes:
    """Returns the page; its policy lets nothing run or load but its own style and the scripts of the site."""
    style = looks["site.css"].decode()
    policy = f"default-src 'none'; style-src '{hash_of(style)}'; script-src 'self'; base-uri 'none'; form-action 'self'"
    return rendered(looks, "site-home.html.j2", {**values, "style": Markup(style), "policy": policy}).encode()


def moved_page(looks: Looks, title: str, href: str) -> bytes:
    """Returns a page that leads to the one at which this edition stands now; without a script, at once."""
    style = looks["site.css"].decode()
    policy = f"default-src 'none'; style-src '{hash_of(style)}'; base-uri 'none'; form-action 'none'"
    values = {"style": Markup(style), "policy": policy, "title": " ".join(title.split()), "href": href}
    return rendered(looks, "site-moved.html.j2", values).encode()
