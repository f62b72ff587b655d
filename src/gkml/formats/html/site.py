"""The home page of a site: its lists and what its footer says in, the page out. Search needs scripts, the lists do not."""

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
