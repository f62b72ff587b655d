"""What is known of laws and documents, of what the Regulation has disclosed, and of the pilot fields."""

from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import BaseModel, Field, TypeAdapter

from gkml.phrases.citation import bare
from gkml.phrases.date import IsoDate
from gkml.phrases.patterns import regex
from gkml.registers.fact import Fact, facts
from gkml.registers.limits import is_government

_DEPARTMENT = regex("[省市县区旗州盟镇乡道].*(?:局|委|委员会|办公室|厅|中心|队|所|站)$")


class Law(Fact):
    """A law, a rule or a document that directories cite. A missing date could not be established.

    From `repealed` on it does not hold any more (a plan: it is `expired`); with `renamed` it lives
    on under the title `successor` from that day. `replaced` are the numbers (文号) of earlier documents of the same title,
    with the day from which this one holds in their place.
    """

    title: str
    kind: str
    number: str = ""
    issuer: str = ""
    issued: IsoDate | None = None
    in_force: IsoDate | None = None
    revised: IsoDate | None = None
    repealed: IsoDate | None = None
    expired: bool = False
    renamed: IsoDate | None = None
    replaced: dict[str, IsoDate] = Field(default_factory=dict)
    successor: str = ""
    aliases: tuple[str, ...] = ()
    verified: bool
    source: str


class LawTitles(Fact):
    """Titles that are known to be right, and nothing else about them."""

    kind: str
    titles: tuple[str, ...]
    verified: bool
    source: str


class Structure(Fact):
    """How many articles a law has, which of them have more paragraphs (款) than one, and which have items (项)."""

    law: str
    since: IsoDate
    articles: int
    paragraphs: dict[int, int]
    items: dict[int, int]
    verified: bool
    source: str


class LawRegister(Fact):
    laws: tuple[Law, ...]
    titles: tuple[LawTitles, ...]
    structures: tuple[Structure, ...]


class Category(Fact):
    """What 条例 第二十条 or 第二十一条 has disclosed. One of `words` tells that an item covers it, one of `duty` that a duty
    makes it expected; `every` agency has it.
    """

    article: int
    item: int = 0
    title: str
    every: bool = False
    words: tuple[str, ...] = ()
    duty: tuple[str, ...] = ()

    def title_for(self, agency: str) -> str:
        """Its name to an agency: 规章 are made by governments and ministries, not by a department of a city or county."""
        local = bool(_DEPARTMENT.search(agency)) and not is_government(agency)
        return self.title.replace("规章和", "") if local else self.title


class Required(Fact):
    """An item that a field's directory must have: of each group of words one stands in its path or content."""

    name: str
    words: tuple[tuple[str, ...], ...]


class PilotField(Fact):
    """One of the 26 试点领域, how else it is called, and what its directory must have.

    `laws` are of this field alone: a row of another field that cites one says one of the `subjects`.
    """

    name: str
    aliases: tuple[str, ...]
    required: tuple[Required, ...] = ()
    laws: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    source: str = ""


@cache
def law_register() -> LawRegister:
    return LawRegister.model_validate(facts("laws"))


def own_laws(entries: Iterable[BaseModel]) -> Mapping[str, Law]:
    """Returns the laws that a workspace states with the fields of `Law`, by their titles as `bare` writes them."""
    laws = (Law.model_validate({"verified": True, **entry.model_dump()}) for entry in entries)
    return {bare(law.title): law for law in laws}


@cache
def categories() -> tuple[Category, ...]:
    return TypeAdapter(tuple[Category, ...]).validate_python(facts("article-20")["categories"])


@cache
def pilot_fields() -> tuple[PilotField, ...]:
    return TypeAdapter(tuple[PilotField, ...]).validate_python(facts("fields")["fields"])


def field_of(own: str, title: str) -> PilotField | None:
    """Returns the field that a catalog says, else the longest name that stands in its title."""
    names = [(len(name), name, field) for field in pilot_fields() for name in (field.name, *field.aliases)]
    fields = [named for named in names if (named[1] == own if own else named[1] in title)]
    return max(fields, key=lambda named: named[0])[2] if fields else None
