"""The register of statutory time limits, by name and by kind of information."""

from functools import cache, lru_cache

from pydantic import TypeAdapter

from gkml.phrases.patterns import regex
from gkml.registers.fact import Fact, facts


class StatutoryLimit(Fact):
    """A time limit that the law sets. `limit` is read like a cell of a directory; `extends` by so many working days.

    `items` are words of an item's name that tell that this limit is meant for it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    title: str
    article: str
    limit: str
    extends: int = 0
    extension: str = ""
    suspends: str = ""
    starts: str = ""
    note: str = ""
    items: tuple[str, ...] = ()
    verified: bool
    source: str


@cache
def statutory_limits() -> tuple[StatutoryLimit, ...]:
    return TypeAdapter(tuple[StatutoryLimit, ...]).validate_python(facts("statutory-limits")["limits"])


@cache
def limit_named(name: str) -> StatutoryLimit:
    """Returns a limit of the register by its name. Raises `StopIteration` if there is none."""
    return next(limit for limit in statutory_limits() if limit.name == name)


@lru_cache(maxsize=4096)
def limit_of(name: str, agency: str = "") -> StatutoryLimit | None:
    """Returns the statutory limit for the information that an item of this name is; None for rules about such information.

    A government has budgets of its own (《预算法》第十四条第一款) and reports by March; of towns article 49 says nothing,
    and schools, hospitals and courts report as their own rules say (《高等学校信息公开办法》: 每年10月底前).
    """
    if _NOT_ITSELF.search(name):
        return None
    limit = next((limit for limit in statutory_limits() if any(words in name for words in limit.items)), None)
    if limit and (is_town(agency) or not is_administrative(agency)) and limit.name.startswith("article-49"):
        return None
    own = limit and limit.name in _OF_GOVERNMENT and "部门" not in name
    if limit and own and (is_government(agency) or _WHOLE_BUDGET.search(name)):
        return limit_named(_OF_GOVERNMENT[limit.name])
    return limit


def is_town(agency: str) -> bool:
    """Returns whether an agency is a town or a street office, of which 条例第四十九条 does not require a report of its own."""
    return _TOWN.search(agency) is not None


def is_administrative(agency: str) -> bool:
    """Whether the regulation binds an agency itself: 学校, 医院, 公司 follow the rules of their field (第五十五条), 法院 others."""
    return _NO_AGENCY.search(agency) is None


def is_government(agency: str) -> bool:
    """Returns whether an agency is a people's government, or its general office."""
    return _GOVERNMENT.search(agency) is not None


_OF_GOVERNMENT = {
    "article-49-department": "article-49-government",
    "budget-law-14-department": "budget-law-14-government",
}
_GOVERNMENT = regex("人民政府(?:办公厅|办公室)?$|(?<!部门)政府办(?:公室)?$")
_TOWN = regex("(?:镇|乡|街道)(?:人民政府|办事处|党工委)?$")
_NO_AGENCY = regex("(?:医院|卫生院|学校|中学|小学|幼儿园|大学|学院|公司|集团|法院|检察院)$")
_WHOLE_BUDGET = regex("(?:本级|政府|总)(?:财政)?(?:预算|决算|预决算)")
_NOT_ITSELF = regex("制度|办法|绩效|审计|管理|评价|采购|政策|解读|规定|指南|流程|整改|培训|格式|模板|要求|通知")
