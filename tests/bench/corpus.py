"""A size and a seed go in; a catalog in the 8-column basic form comes out, as YAML text and as flat table rows.

The lengths follow the Liuzhou directory of 2024 (62 items, about 115 characters an item): duties of 12 to 260
characters, short names, contents of 5 to 80, and offices, time limits, channels and sections that repeat.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20240329
LETTERS = "abcdefghjkmnpqrstvwxyz"
DIGITS = "23456789"
CITIES = ["柳州市", "晋城市", "黄石市", "滁州市", "桂林市", "枣庄市", "新平县", "荣昌区", "高邮市", "武鸣区"]
BODIES = ["市场监督管理局", "财政局", "教育局", "生态环境局", "交通运输局", "农业农村局", "应急管理局", "卫生健康局"]
VERBS = ["拟订", "组织实施", "负责", "监督检查", "指导", "统筹协调", "承担", "依法查处", "牵头建立", "综合管理"]
FIELDS = [
    *("食品安全", "特种设备", "餐饮服务", "知识产权", "网络交易", "价格收费", "药品零售", "医疗器械", "化妆品"),
    *("行政许可", "行政处罚", "财政预决算", "政府采购", "人事管理", "规范性文件", "消费维权", "质量发展"),
    *("企业信用", "电梯应急处置", "计量标准", "广告监测", "“双随机、一公开”监管", "安全生产", "普法宣传"),
]
THINGS = [
    *("规划和年度计划", "监督管理制度", "抽查检查结果", "风险监测情况", "应急体系建设", "信息公示", "政策解读材料"),
    *("目录清单", "工作动态", "办事指南", "绩效考评情况", "案件处罚信息", "备案信息", "专项整治方案", "统计数据"),
    *("投诉举报受理和处理情况", "实施程序、依据和结果", "执法主体、执法权限和救济方式", "激励奖励和运用政策措施"),
]
TAILS = ["", "", "，并组织实施", "等情况", "，接受社会监督", "（含连锁门店和单体药店）", "，依法依规不适合公开的除外"]
LIMITS = [
    *["信息形成或变更之日起20个工作日内"] * 7,
    *["年度公开", "及时", "与政策文件同步发布", "自产生之日起7个工作日内", "检查工作结束后5个工作日内"],
    *["信息形成或变更之日起20个工作日内（法律法规有其他规定的，从其规定）", "当月10号公开上月信息"],
]
OFFICES = [
    *("办公室", "人教科", "综合科", "财务科", "政策法规科", "宣传科", "网消科", "登记科", "特设科", "药品监管科"),
    *("食品餐饮安全监管科", "市场信用科及产生企业信用信息相关科室", "投诉举报指挥处置中心", "政策起草科室负责"),
]
OTHER_CHANNELS = ["国家企业信用信息公示系统", "政务新媒体", "政府公报", "公共信用信息网站", "政务服务大厅公开栏"]
PATHS = ["机构概况", "新闻动态", "通知公告", "权责清单", "绩效专栏", "数据发布", "政策及解读", "财政预决算"]
PATH_ROOTS = ["政务公开-", "政务公开-法定主动公开内容-", "新闻中心-", "政府信息公开-法定主动公开内容-", ""]


@dataclass(frozen=True)
class Item:
    """One row's own cells."""

    id: str
    name: str
    content: str
    office: str
    time_limit: str
    channels: list[str]
    sections: list[str]


@dataclass(frozen=True)
class Duty:
    """A group of items under one 具体职责."""

    id: str
    name: str
    items: list[Item]


@dataclass(frozen=True)
class Corpus:
    """One generated catalog."""

    id: str
    title: str
    agency: str
    duties: list[Duty]


def corpus(items: int, seed: int = SEED, name: str | None = None) -> Corpus:
    """Make a catalog of exactly `items` items; the same arguments give the same catalog."""
    rng = random.Random(seed * 1_000_003 + items)
    agency = rng.choice(CITIES) + rng.choice(BODIES)
    ids = unique_ids()
    duties: list[Duty] = []
    left = items
    while left:
        size = min(left, rng.choices(range(1, 8), weights=[30, 18, 18, 14, 10, 6, 4])[0])
        duties.append(duty(rng, ids, agency, size))
        left -= size
    return Corpus(name or f"bench-{items}", f"{agency}政府信息主动公开基本目录", agency, duties)


def unique_ids() -> Iterator[str]:
    """Yield the 681,472 ids of the shape `k3f9a` in a scattered order, none twice."""
    shape = [LETTERS, DIGITS, LETTERS, DIGITS, LETTERS]
    total = len(LETTERS) ** 3 * len(DIGITS) ** 2
    for count in range(total):
        number = count * 393_241 % total
        text = ""
        for alphabet in shape:
            number, digit = divmod(number, len(alphabet))
            text += alphabet[digit]
        yield text


def duty(rng: random.Random, ids: Iterator[str], agency: str, size: int) -> Duty:
    """Make one duty with `size` items."""
    length = min(260, max(12, int(rng.lognormvariate(4.4, 0.6))))
    return Duty(next(ids), prose(rng, length), [item(rng, ids, agency) for _ in range(size)])


def item(rng: random.Random, ids: Iterator[str], agency: str) -> Item:
    """Make one item of an agency."""
    channels = [f"{agency}政府网站", *rng.sample(OTHER_CHANNELS, rng.choices([0, 1, 2], weights=[80, 15, 5])[0])]
    sections = [rng.choice(PATH_ROOTS) + path for path in rng.sample(PATHS, rng.choices([1, 2], weights=[90, 10])[0])]
    name = rng.choice(FIELDS) + rng.choice(["", "公开", "公示", "信息", "结果公示", "动态"])
    content = prose(rng, min(80, max(5, int(rng.lognormvariate(3.2, 0.6)))))
    return Item(next(ids), name, content, rng.choice(OFFICES), rng.choice(LIMITS), channels, sections)


def prose(rng: random.Random, length: int) -> str:
    """Make official prose of about `length` characters: whole clauses, so a little more or less."""
    text = clause(rng)
    while len(text) < length - 8:
        text += rng.choice("。；；") + clause(rng)
    return text + "。" if length > 30 else text


def clause(rng: random.Random) -> str:
    """Make one clause of 8 to 30 characters."""
    return rng.choice(VERBS) + rng.choice(FIELDS) + rng.choice(THINGS) + rng.choice(TAILS)


def to_yaml(made: Corpus) -> str:
    """Write the catalog as a person would: block style, lists of words inline, plain scalars."""
    lines = ["format: 1", f"id: {made.id}", f"title: {made.title}", f"agency: {made.agency}", "profile: basic-8"]
    lines += ['edition: "2026"', "items:"]
    for group in made.duties:
        lines += [f"  - id: {group.id}", f"    name: {group.name}", "    items:"]
        for leaf in group.items:
            lines += [f"      - id: {leaf.id}", f"        name: {leaf.name}", f"        content: {leaf.content}"]
            lines += [f"        office: {leaf.office}", f"        time_limit: {leaf.time_limit}"]
            lines += [f"        channels: [{', '.join(leaf.channels)}]"]
            lines += [f"        sections: [{', '.join(leaf.sections)}]"]
    return "\n".join(lines) + "\n"


def as_data(made: Corpus) -> dict[str, Any]:
    """Turn the catalog into what a YAML parser makes of its text, as far as `flatten` looks."""
    items = [{"name": group.name, "items": [vars(leaf) for leaf in group.items]} for group in made.duties]
    return {"title": made.title, "items": items}


def write(folder: Path, items: int) -> Path:
    """Write `bench-N.yaml` and beside it the same as parsed data in `bench-N.json`; return the YAML path."""
    made = corpus(items)
    path = folder / f"{made.id}.yaml"
    path.write_text(to_yaml(made), "utf-8")
    path.with_suffix(".json").write_text(json.dumps(as_data(made), ensure_ascii=False), "utf-8")
    return path


def write_batch(folder: Path, catalogs: int, items: int) -> None:
    """Write a workspace of many small catalogs, `agency-0001/2026.yaml` and so on."""
    (folder / "gkml.yaml").write_text("version: 1\n", "utf-8")
    for number in range(1, catalogs + 1):
        name = f"agency-{number:04}"
        (folder / name).mkdir()
        (folder / name / "2026.yaml").write_text(to_yaml(corpus(items, SEED + number, name)), "utf-8")


def main(arguments: list[str]) -> None:
    """Write one catalog (`FOLDER ITEMS`) or a batch (`FOLDER ITEMS CATALOGS`), in a process that measures nothing."""
    folder, items, *catalogs = arguments
    if catalogs:
        write_batch(Path(folder), int(catalogs[0]), int(items))
    else:
        write(Path(folder), int(items))


if __name__ == "__main__":
    main(sys.argv[1:])
