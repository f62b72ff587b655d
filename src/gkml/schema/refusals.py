"""The refusals of reading and validating, by code: the short name, and the page that `gkml rule` shows.

Rules about the content of a directory live in `rules/`; these come before any rule can run.
"""

from typing import NamedTuple

from gkml.diagnostics import Severity


class Refusal(NamedTuple):
    """`page` starts with one sentence and goes on with the reason and the cure, in plain Chinese."""

    name: str
    page: str
    severity: Severity = "error"


UNREADABLE = frozenset({"K001", "K002"})
"""If a file has no other diagnostics than these, there was no input to judge (exit code 2)."""

REFUSALS: dict[str, Refusal] = {
    "K001": Refusal(
        "unreadable-file",
        "文件读不出来：不存在、没有权限、不是普通文件，或大得不像一份目录。\n\n请检查路径和权限。",
    ),
    "K002": Refusal(
        "not-utf-8",
        "文件不是 UTF-8 编码。\n\n"
        "gkml 只读 UTF-8，因为按错误的编码硬读会把汉字变成乱码。看起来是 GBK 的文件，可用编辑器另存为 UTF-8，或执行：\n\n"
        "    iconv -f GBK -t UTF-8 旧文件.yaml > 新文件.yaml",
    ),
    "K003": Refusal(
        "yaml-syntax",
        "YAML 写法有误，读不下去。\n\n常见原因：用了全角冒号“：”、用制表符缩进、缩进没有对齐、引号没有成对。",
    ),
    "K004": Refusal(
        "control-character",
        "文字里有不可见的控制字符。\n\nWord、Excel 和网页都放不下这些字符；它们多半是从别的系统复制时带来的，请删除。",
    ),
    "K005": Refusal(
        "duplicate-key",
        "同一层里一个键写了两次。\n\nYAML 会悄悄只留后一个，前面的内容就丢了，所以不收；请删去一个或合并。",
    ),
    "K006": Refusal(
        "cut-by-comment",
        "没有加引号的文字里有“空格加#”，YAML 会把后半截当作注释丢掉。\n\n"
        '错误：\n\n    name: 通知 #1号\n\n正确：\n\n    name: "通知 #1号"\n\n如果确实是注释，请在 # 后面加一个空格。',
    ),
    "K007": Refusal(
        "text-over-lines",
        "一段文字写在了几行里，YAML 会在接合处加进空格。\n\n请写在一行；需要换行的，用 | 开头的写法：\n\n"
        "    content: |\n      第一行\n      第二行",
    ),
    "K008": Refusal(
        "yaml-tag", "用了 YAML 的 !标签。\n\n目录里的值都是文字，不需要标签；标签还可能被用来执行程序，所以不收。"
    ),
    "K009": Refusal(
        "alias-abuse",
        "YAML 的锚点（&、*）引用了自己，或展开后大得离谱。\n\n重复的值请写进 defaults，或直接写出来。",
    ),
    "K010": Refusal("too-deep", "嵌套太深。\n\n公开目录最多六级，这份文件的层次多出太多，请检查缩进。"),
    "K011": Refusal(
        "text-too-long", "一格文字太长。\n\nExcel 一个单元格最多放 32767 个字，超出的会丢失；请拆成几项或缩短。"
    ),
    "K012": Refusal(
        "not-a-catalog",
        "文件读得懂，但不是一份目录。\n\n目录的最外层应是“键: 值”，至少有 id、title、profile 和 items。",
    ),
    "K020": Refusal("unknown-key", "有不认识的键。\n\n多半是写错了字母；表式以外的列请写在 extra 下。"),
    "K021": Refusal("missing-key", "缺少必须有的键。"),
    "K022": Refusal("wrong-type", "值的形式不对，例如该写文字的地方写成了列表。"),
    "K023": Refusal("bad-value", "值不合要求，例如日期不存在、编号里有不允许的字符。"),
    "K024": Refusal(
        "unknown-profile",
        "没有这个表式。\n\n`gkml schema --profiles` 列出全部表式；工作区可以在 schema/profiles/ 下放自己的表式。",
    ),
    "K025": Refusal("too-many-levels", "事项的层级比表式的多，多出的一级在表里没有地方。"),
    "K026": Refusal("duplicate-id", "编号重复。\n\n一个编号只能指一件事：年度修订时靠它认出同一事项。"),
    "K027": Refusal("unknown-option", "勾选了表式里没有的选项，编译后会丢失。"),
    "K028": Refusal("bad-profile", "表式文件有误。"),
    "K029": Refusal("empty-group", "分组下面没有事项，编译后会整组消失。\n\n请补上事项，或删去这一组。"),
    "K030": Refusal("bad-config", "gkml.yaml 有误。"),
    "K031": Refusal(
        "bad-ignore",
        "接受一处问题时没有写明是哪条规则，或没有写理由。\n\n"
        "写在事项的 ignore 下，或写成注释：\n\n    # gkml: ignore[K136] 由省局统一公布，本局转载",
    ),
    "K032": Refusal(
        "unused-ignore",
        "接受的问题已经没有了。\n\n留着会遮住以后同样的问题，请删去。",
        "warning",
    ),
    "K035": Refusal(
        "bad-reference",
        "正文里的引用没有值：写错了名称，表里那一格空着，或要和上一年比而没有写 previous。\n\n"
        "引用写成 {三.新收}、{三.新收 + 三.上年结转}、{占比(三.予以公开, 三.办结)}、{同比(三.新收)}、{上年(三.新收)}；要印花括号请写两个。",
    ),
    "K033": Refusal(
        "linked-file",
        "guide 或 previous 指的文件读不出来。\n\n路径相对于目录文件所在的文件夹；先用 gkml lint 检查那份文件。",
    ),
    "K034": Refusal(
        "unknown-kind",
        "没有 kind 写的这一种文件。\n\nkind 写在文件开头，说明这是哪一种文件；不写就是一份目录。",
    ),
}
