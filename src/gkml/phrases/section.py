"""Reads a path of 公开栏目: its site, its steps, and the separators between them."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.pieces import masked

_DASHES = "-‐‑‒–—―－﹣"
_SEPARATOR = regex(rf"(?:(?<!\s)\s+)?(?:[{_DASHES}]+>?|[>＞→»›]+|[/／\\＼|｜])\s*")
_SITE = regex(r"^[^：:]{1,30}(?:网站|网|平台|系统|公众号|官网|首页)[：:]\s*")
_NO_PATH = regex(r"://|www\.|\.gov|\.cn|\.com", re.IGNORECASE)
_ROOT = regex(
    r"(?:(?:网站|门户)?首页|主页|政务公开|政府信息公开|信息公开|政务信息公开|政务信息|主动公开|政府信息|法定主动公开内容?|法定主动公开|法定公开)"
    r"(?:栏目?|专栏|专题|频道|平台|目录|内容)?"
)


class Path(NamedTuple):
    """A path: the site before it with its colon, the steps, and the separators as written."""

    site: str
    steps: tuple[str, ...]
    separators: tuple[str, ...]

    @property
    def last(self) -> str:
        return self.steps[-1] if self.steps else ""

    @property
    def begins_at_root(self) -> bool:
        """Returns whether the first step names a whole site: 政务公开, 网站首页."""
        return bool(self.steps) and _is_root(self.steps[0])

    @property
    def only_roots(self) -> bool:
        """Returns whether no step names a subject: 政务公开, 政务公开-法定主动公开内容."""
        return bool(self.steps) and all(map(_is_root, self.steps))

    def joined(self, separator: str) -> str:
        return self.site + separator.join(self.steps)


@lru_cache(maxsize=4096)
def _is_root(step: str) -> bool:
    return _ROOT.fullmatch(step) is not None


@lru_cache(maxsize=4096)
def path(text: str) -> Path:
    """Reads a path. A hyphen between digits or Latin letters (12-5, e-mail) is part of a name, and so is one in quotes."""
    bare = text.strip().rstrip(" -－—>＞→/／")
    if _NO_PATH.search(bare):
        return Path("", (bare,), ())
    head = _SITE.match(bare)
    site = head[0] if head else ""
    rest = bare[len(site) :]
    steps: list[str] = []
    separators: list[str] = []
    place = 0
    for match in _SEPARATOR.finditer(masked(rest)):
        if not _parts_steps(rest, match):
            continue
        steps.append(rest[place : match.start()])
        separators.append(match[0])
        place = match.end()
    return _whole(site, [*steps, rest[place:]], separators)


def _parts_steps(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if not before or not after:
        return False
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


def _whole(site: str, steps: list[str], separators: list[str]) -> Path:
    """A slash beside another separator is part of a step: 政策法规/解读 below 政务公开-."""
    kinds = {kind(separator) for separator in separators}
    if "/" not in kinds or len(kinds) == 1:
        return Path(site, tuple(steps), tuple(separators))
    kept, joints = [steps[0]], []
    for step, separator in zip(steps[1:], separators, strict=True):
        if kind(separator) == "/":
            kept[-1] += separator + step
        else:
            kept.append(step)
            joints.append(separator)
    return Path(site, tuple(kept), tuple(joints))


def kind(separator: str) -> str:
    """Returns the family of a separator: /, - or >."""
    bare = separator.strip()
    if bare[:1] in "/／\\＼|｜":
        return "/"
    return ">" if bare[:1] in ">＞→»›" else "-"


_ENFORCEMENT = regex(r"处罚(?:信息|案件|决定|结果)|处罚公[示开]|案件信息公开")
_STAFF = regex(r"人事任免|任前公示|招考|招录|招聘|公务员录用")
_READING = regex(r"政策(?:文件)?解读")
_SCIENCE = regex(r"普法|科普")
_EMERGENCY = regex(r"事故(?:通报|调查)|应急预案")
_MONEY = regex(r"预算|决算|三公”?经费")
_SUPERVISION = regex(r"监督检查(?:信息|结果|情况)|监管信息|抽检(?:信息|结果)")
_NEWS = "(?:政务|新闻|工作)?(?:动态|要闻|新闻)"
_UNFIT: tuple[tuple[str, re.Pattern[str], re.Pattern[str], str], ...] = (
    ("行政处罚", _ENFORCEMENT, regex(f"社会公益事业建设|机构(?:概况|职能)|政策解读|政策法规|{_NEWS}"), "行政处罚"),
    ("人事信息", _STAFF, regex(f"机构(?:概况|职能|设置)|政策法规|政策解读|{_NEWS}"), "人事信息"),
    ("政策解读", _READING, regex(".*政策法规|政策文件|法规文件|机构概况"), "政策解读"),
    ("普法、科普宣传", _SCIENCE, regex("政策解读|机构(?:概况|职能)|权责清单"), "普法宣传"),
    ("应急信息", _EMERGENCY, regex(f"机构(?:概况|职能)|政策法规|政策解读|{_NEWS}"), "应急管理"),
    ("预算、决算", _MONEY, regex(f"机构(?:概况|职能)|政策法规|政策解读|权责清单|{_NEWS}"), "财政信息"),
    ("监督检查信息", _SUPERVISION, regex("部门文件|政策法规|政策解读|机构(?:概况|职能)"), "监督检查"),
)


class Unfit(NamedTuple):
    """A kind of information that does not belong in a section: the words that identify its items, and its right place."""

    kind: str
    words: re.Pattern[str]
    fit: str


@lru_cache(maxsize=4096)
def unfit_for(section: str) -> tuple[Unfit, ...]:
    """Returns the kinds of information that a section clearly excludes."""
    last = path(section).last
    return tuple(Unfit(kind_of, words, fit) for kind_of, words, wrong, fit in _UNFIT if wrong.fullmatch(last))
