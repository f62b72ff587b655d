"""A cited article, paragraph or item and the structure of its law in, what of it does not exist out."""

from gkml.phrases.citation import Provision
from gkml.registers.law import Structure


def fault(cited: Provision, structure: Structure) -> tuple[str, str]:
    """Returns what does not exist and what is meant, "" where that is not clear; ("", "") if the provision exists."""
    if cited.article == 0 or cited.article > structure.articles:
        return f"一共只有{structure.articles}条", ""
    paragraphs, items = structure.paragraphs.get(cited.article, 1), structure.items.get(cited.article, 0)
    step = cited.text.partition("条")[2].strip("第款（）()")
    item = f"{cited.text.partition('条')[0]}条第（{step}）项"
    is_one = paragraphs == 1 and not cited.item
    if is_one and cited.paragraph <= items and _is_bracketed(cited):
        return f"写在括号里的是项，这一条有{items}项", item
    # Paragraphs that a program counted may be one too few, and items written otherwise than （一） are not counted.
    doubt = 0 if structure.verified or (not cited.item and cited.paragraph <= items) else 1
    if cited.paragraph > paragraphs + doubt:
        absent = f"这一条只有{paragraphs}款" + (f"、{items}项" if items else "")
        return absent, item if not cited.item and cited.paragraph <= items else ""
    if cited.item > items and (structure.verified or items):
        return (f"这一条只有{items}项" if items else "这一条没有分项"), ""
    return "", ""


def _is_bracketed(cited: Provision) -> bool:
    """Returns whether the paragraph is written as items are: 第（二）款."""
    return cited.text.endswith(("）款", ")款"))
