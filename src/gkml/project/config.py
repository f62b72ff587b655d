"""Settings of a workspace: gkml.yaml, and how it and the other files of settings (forms, baseline, decisions) are read."""

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from gkml.catalog.names import Registers
from gkml.diagnostics import Diagnostic, GkmlError, Position
from gkml.lint.own_check import OwnCheck, OwnCode
from gkml.project.file_names import PATTERN
from gkml.project.files import read_file
from gkml.project.paths import display
from gkml.registers.holiday_notice import Notice
from gkml.report.text import line_of
from gkml.review.score import BANDS, PARTS, POINTS, SIZE, ScorePart
from gkml.schema.parse import parse
from gkml.schema.refusals import REFUSALS
from gkml.schema.types import Expected, TextList

CONFIG = "gkml.yaml"


Mark = Annotated[float, Field(ge=0, le=1000)]


LedgerField = Literal[
    "item", "name", "title", "number", "office", "formed", "published", "channel", "section", "address", "signed",
    "excuse", "remark", "kind", "summary",
]  # fmt: skip


class Excuse(BaseModel):
    """A finding of an audit that is accepted, and why (情况说明)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    rule: str = Field(pattern="^U[0-9]{2}$", description="哪一种问题，如 U06")
    subject: str = Field(default="", description="事项编号或名称、科室、栏目；不写就是这一种的全部")
    period: str = Field(default="", description="哪个期间，如 2026Q2；不写就是每个期间")
    reason: str = Field(min_length=1, description="情况说明（必填）")


class LedgerSettings(BaseModel):
    """How this workspace keeps its publication ledger."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    columns: dict[str, LedgerField] = Field(
        default_factory=dict,
        description="台账的列标题: 是哪一项",
        examples=[{"稿件标题": "title", "上网时间": "published"}],
    )
    accepted: tuple[Excuse, ...] = Field(default=(), description="可以接受的问题和情况说明")
    index_number: str = Field(
        default="",
        description="索引号的样式：{code} 机构代码、{year} 年、{month} 月、{number:05} 流水号",
        examples=["{code}/{year}-{number:05}"],
    )
    code: str = Field(default="", description="索引号里的机构代码")


class SiteSettings(BaseModel):
    """What a site says of itself; what is not stated is not printed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(default="政府信息公开目录", min_length=1, description="网站名称")
    url: Annotated[str, Expected("{}不是网址，如 https://www.example.gov.cn/gkml/")] = Field(
        default="", pattern=r"^(?:https?://[^\s<>\"]+)?$", description="网站的网址；写了才有 sitemap.xml 和 feed.xml"
    )
    id_code: str = Field(default="", description="网站标识码")
    icp: str = Field(default="", description="ICP备案号")
    police: str = Field(default="", description="公安备案号")
    host: str = Field(default="", description="主办单位")
    contact: str = Field(default="", description="联系方式")

    @property
    def foot(self) -> list[str]:
        """The lines of the footer."""
        named = (("主办单位", self.host), ("联系方式", self.contact), ("网站标识码", self.id_code))
        return [*(f"{name}：{text}" for name, text in named if text), *filter(None, (self.icp, self.police))]


class ReviewSettings(BaseModel):
    """How `gkml review` scores a directory."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    parts: dict[ScorePart, Mark] = Field(
        default_factory=lambda: dict(PARTS), description="各项的满分", examples=[dict(PARTS)]
    )
    points: dict[str, Mark] = Field(
        default_factory=lambda: dict(POINTS),
        description="每个问题扣几分，按级别（error、warning、info）或规则代号",
        examples=[{"error": 4, "warning": 1.5, "K131": 10}],
    )
    bands: dict[str, Mark] = Field(
        default_factory=lambda: dict(BANDS), description="等次: 从多少分起", examples=[dict(BANDS)]
    )
    size: int = Field(default=SIZE, ge=1, description="事项多于这个数的目录，扣分按比例减少")


class Config(BaseModel):
    """gkml.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = Field(default=1, ge=1, le=1, description="配置格式版本，现为 1")
    catalogs: str = Field(default=".", description="目录文件所在的文件夹，相对于 gkml.yaml")
    out: str = Field(default="build", description="编译结果放到哪个文件夹，相对于 gkml.yaml")
    formats: TextList = Field(default=("docx", "xlsx", "html"), description="编译成哪些格式")
    file_name: Annotated[
        str,
        Expected(
            "{}里只能用 {{agency}}、{{title}}、{{edition}}、{{id}}，不能有斜线，如 {{agency}}{{title}}{{edition}}"
        ),
    ] = Field(
        default="",
        pattern=PATTERN,
        description="编译出的文件怎么起名；不写就用目录文件的名字",
        examples=["{agency}{title}{edition}"],
    )
    template: str = Field(default="", description="借用其样式、页眉页脚的 Word 文件，相对于 gkml.yaml")
    select: TextList = Field(default=(), description="只用这些规则（代号或名称）；空表示全部")
    ignore: TextList = Field(default=(), description="不用这些规则")
    enable: TextList = Field(default=(), description="除了平常的规则，还要用这些默认不用的规则，如 A12b")
    severity: dict[str, Literal["error", "warning", "info"]] = Field(
        default_factory=dict, description="改变规则的级别，如 {K104: error}"
    )
    checks: dict[OwnCode, OwnCheck] = Field(
        default_factory=dict,
        description="自己的检查，代号 L001 到 L999：哪一列必须有、不能有哪些词",
        examples=[
            {
                "L001": {
                    "field": "channels",
                    "must_not": "传真",
                    "message": "请改为政府网站",
                    "reason": "市政务公开办要求",
                }
            }
        ],
    )
    per_path: dict[str, TextList] = Field(
        default_factory=dict, description="某些文件不用哪些规则，如 {catalogs/旧/*: [K105]}；路径相对于 gkml.yaml"
    )
    baseline: str = Field(
        default="", description="已接受的旧问题清单（gkml lint --write-baseline 写），相对于 gkml.yaml"
    )
    fail_on: Literal["weakened", "removed", "substantive", "any", "never"] = Field(
        default="weakened", description="gkml diff 遇到哪一类没有审定的变化，退出码 1"
    )
    decisions: str = Field(
        default="", description="各处变化的调整依据和审定（gkml diff --accept 写），相对于 gkml.yaml"
    )
    registers: Registers = Field(default=Registers(), description="本地的名称：科室、栏目、平台、机关、法规文件")
    region: Annotated[str, Expected("{}不是六位行政区划代码，如 450200")] = Field(
        default="",
        pattern=r"^(?:\d{6})?$",
        description="六位行政区划代码：目录没有写 region 时，按它算工作日",
        examples=["450200"],
    )
    before_includes_day: bool = Field(default=True, description="“1月31日前”算不算1月31日当天")
    calendar: tuple[Notice, ...] = Field(
        default=(), description="程序还没有收进的放假通知：新一年的、年中调整的、地方的；不写 region 就是全国"
    )

    ledger: LedgerSettings = Field(default=LedgerSettings(), description="公开台账：列、情况说明、索引号")
    site: SiteSettings = Field(default=SiteSettings(), description="gkml site 做的网站")
    review: ReviewSettings = Field(default=ReviewSettings(), description="gkml review 怎么计分")


Model = TypeVar("Model", bound=BaseModel)


def read_settings(model: type[Model], path: Path, code: str) -> Model:
    """Returns the settings in a file. Raises `GkmlError` with one line for each fault, under the refusal `code`."""
    settings, faults = check_settings(model, path, code)
    if settings is None:
        raise GkmlError("\n".join(map(line_of, faults)))
    return settings


def check_settings(model: type[Model], path: Path, code: str) -> tuple[Model | None, list[Diagnostic]]:
    """Returns the settings in a file, or None and the faults of the file in their order."""
    source = read_file(path)
    settings, diagnostics = parse(model, source) if source.data is not None else (None, [])
    faults = [(problem.position, problem.message) for problem in source.problems]
    faults += [(diagnostic.position, diagnostic.message) for diagnostic in diagnostics]
    if not faults:
        return settings, []
    return None, [refusal(path, code, *fault) for fault in sorted(faults)]


def refusal(path: Path, code: str, position: Position, message: str) -> Diagnostic:
    """Returns the diagnostic that refuses a value of a file of settings."""
    about = REFUSALS[code]
    return Diagnostic(code, about.name, about.severity, message, display(path), position)
