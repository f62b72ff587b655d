"""The size limits of a YAML file; a larger file is refused with a message and never cut off."""

MAX_BYTES = 256 * 2**20
"""Bytes of one file."""
MAX_DEPTH = 64
"""Mappings and lists inside one another."""
MAX_TEXT = 32_767
"""Characters (UTF-16 units) in one Excel cell (ECMA-376 Part 1, 18.4.12; XlsxWriter writes nothing for more)."""
MAX_ALIASED = 100_000
MAX_ALIASED_TEXT = 4 * 2**20
"""Values, and characters in them, that aliases may repeat."""


def cell_length(text: str) -> int:
    """Returns the number of characters as Excel counts them: a character outside the first plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
