"""Kinds of characters, to be put in the brackets of a regular expression."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MARKS = "，。；：、？！…（）《》〈〉“”‘’【】〔〕「」『』"
"""Punctuation that is as wide as a character and needs no space beside it."""
BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space within a line."""
SPACES = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""All that `\\s` is: a set of nothing but characters is looked up several times as fast."""
UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
"""Characters that take no place at all."""


def each(words: str, behind: str) -> str:
    """A pattern of each word with what follows it: one whose branches all begin with a character is looked for fast."""
    return "|".join(word + behind for word in words.split("|"))
