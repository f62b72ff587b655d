"""The command line: arguments in, one call into `project`, print, exit code. Only this package touches the screen.

Exit codes: 0 clean; 1 findings, or a catalog that could not be built; 2 usage, configuration, unreadable input.
"""

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from gkml import __version__
from gkml.cli.chinese import ChineseCommand, ChineseGroup, usage_error
from gkml.cli.completion import (
    audits,
    completes,
    constant,
    forms,
    items,
    laws,
    levels,
    regions,
    rules,
    schemas,
    statutory,
    words,
)
from gkml.cli.screen import Output, listed
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown, visible
from gkml.formats import FORMATS

INTERRUPTED = 130

app = typer.Typer(
    cls=ChineseGroup,
    help="gkml（公开目录）：把 YAML 写的政府信息公开目录，编译成标准的 Word、Excel 和网页表格。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[路径]...", help="目录文件或文件夹；不写就是整个工作区", show_default=False),
]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="用这个 gkml.yaml，不向上查找", show_default=False)]
FailOn = Annotated[
    str,
    typer.Option(
        help="出现哪一级就退出码 1：error、warning、info、never",
        autocompletion=words("error", "warning", "info", "never"),
    ),
]
LintFormat = Annotated[
    str,
    typer.Option(
        help="text（同 concise）、full、json、sarif、github、gitlab、junit、markdown、html 或 xlsx（问题清单）；默认看文件名后缀，没有就是 text",
        show_default=False,
        autocompletion=constant("gkml.project.lint.reports", "FORMATS"),
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="几个进程一起做；0 为自动")]
Share = Annotated[
    str, typer.Option("--shard", help="只做第 i 份，共 n 份，如 1/4；哪些文件归哪份只看路径", show_default=False)
]
Color = Annotated[
    bool | None, typer.Option("--color/--no-color", help="是否用颜色；默认看是不是终端", show_default=False)
]


def _version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"gkml {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    """gkml（公开目录）：把 YAML 写的政府信息公开目录，编译成标准的 Word、Excel 和网页表格。"""


@app.command(cls=ChineseCommand)
def init(
    folder: Annotated[Path, typer.Argument(metavar="[文件夹]", help="建在哪个文件夹", show_default=False)] = Path(),
) -> None:
    """建一个工作区：配置、一份示例目录、编辑器提示和 CI 示例。已有的文件不改动。"""
    from gkml.cli.init import run

    run(folder)


@app.command(cls=ChineseCommand)
def build(
    paths: Paths = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help=f"{'、'.join(FORMATS)}，用逗号隔开",
            show_default=False,
            autocompletion=constant("gkml.formats", "FORMATS"),
        ),
    ] = None,
    out: Annotated[
        str, typer.Option("--out", "-o", help="放到哪个文件夹；- 为标准输出（一份目录、一种格式）", show_default=False)
    ] = "",
    jobs: Jobs = 0,
    shard: Share = "",
    check: Annotated[bool, typer.Option("--check", help="不写文件；有过时的就列出来，退出码 1")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="一直运行，目录一改就重新编译")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只说错误")] = False,
    color: Color = None,
    config: ConfigFile = None,
) -> None:
    """编译目录：YAML 写成 Word、Excel、网页等表格，并做一个索引页。写法有误的目录跳过并说明，退出码 1；内容由 lint 检查。"""
    from gkml.cli.build import BuildView, run
    from gkml.project.build import BuildOptions
    from gkml.project.shard import shard_of

    to_stdout = out == "-"
    folder = Path(out) if out and not to_stdout else None
    options = BuildOptions(paths or [], listed(format), folder, jobs, shard_of(shard), not check, config)
    raise typer.Exit(run(options, BuildView(to_stdout, watch, quiet, color)))


@app.command(cls=ChineseCommand)
def lint(
    paths: Paths = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="只用这些规则，用逗号隔开", show_default=False, autocompletion=completes(rules)),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="不用这些规则，用逗号隔开", show_default=False, autocompletion=completes(rules)),
    ] = None,
    fail_on: FailOn = "error",
    output_format: LintFormat = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="列出每条规则各有几处")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="改正不改变意思的写法（空格、全角半角、分隔符……）")] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help="连同建议的写法一起改，改完请逐处看过")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示会改成什么样，不改文件；有要改的退出码 1")] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="把现有的问题记为已接受（第一次要写 --reason）；以后只删去改好的")
    ] = False,
    reason: Annotated[str, typer.Option(help="先接受现有问题的理由", show_default=False)] = "",
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="已接受的旧问题也列出来")] = False,
    annotate: Annotated[
        Path | None,
        typer.Option(help="另写一份提交稿（.docx、.xlsx），问题批注在格子上，文后附问题清单", show_default=False),
    ] = None,
    jobs: Jobs = 0,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="不用上次检查的结果，没有改过的文件也重新检查")] = False,
    shard: Share = "",
    color: Color = None,
    config: ConfigFile = None,
) -> None:
    """检查目录：写法、结构和内容规则，逐条指出在哪一行、错在哪里、怎么改。

    文件很多时，没有改过的用上次的结果；--shard 2/8 --output-file 2.gkml-report 只查一份，各份再用 merge-reports 合并。
    """
    from gkml.cli.lint import LintView, run
    from gkml.project.lint.baseline_options import BaselineOptions
    from gkml.project.lint.many import Work
    from gkml.project.lint.run import LintOptions
    from gkml.project.shard import shard_of

    options = LintOptions(
        paths or [], listed(select), listed(ignore), fix or diff, unsafe_fixes,
        BaselineOptions(not no_baseline, write_baseline, reason), config, Work(jobs, not no_cache), shard_of(shard),
    )  # fmt: skip
    output = Output(output_format, output_file, color)
    raise typer.Exit(run(options, LintView(output, fail_on, statistics, diff, annotate)))


@app.command("merge-reports", cls=ChineseCommand)
def merge_reports(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件...", help="各份的结果（gkml lint --shard i/n 写的 .gkml-report）")
    ],
    fail_on: FailOn = "error",
    output_format: LintFormat = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="列出每条规则各有几处")] = False,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="已接受的旧问题也列出来")] = False,
    color: Color = None,
    config: ConfigFile = None,
) -> None:
    """合并 gkml lint --shard 各份的结果：和一次检查全部文件的报告、退出码相同。"""
    from gkml.cli.lint import LintView, merge
    from gkml.project.lint.baseline_options import BaselineOptions

    view = LintView(Output(output_format, output_file, color), fail_on, statistics)
    raise typer.Exit(merge(files, BaselineOptions(not no_baseline), view, config))


@app.command("import", cls=ChineseCommand)
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="文件...", help="要导入的 Word、Excel、网页、CSV 文件")],
    out: Annotated[
        str, typer.Option("--out", "-o", help="写成哪个 .yaml，或放到哪个文件夹；- 为标准输出", show_default=False)
    ] = "",
    id: Annotated[str, typer.Option(help="目录代号（小写字母、数字和连字符）", show_default=False)] = "",
    profile: Annotated[
        str, typer.Option(help="按这个表式读；默认按表头自己认", show_default=False, autocompletion=completes(forms))
    ] = "",
    encoding: Annotated[str, typer.Option(help="文字文件的编码，如 gbk；默认自己认", show_default=False)] = "",
    report_format: Annotated[
        str,
        typer.Option(
            help="报告的格式：text、json 或 xlsx；默认看文件名后缀，没有就是 text",
            show_default=False,
            autocompletion=words("text", "json", "xlsx"),
        ),
    ] = "",
    report_file: Annotated[Path | None, typer.Option(help="报告写到文件", show_default=False)] = None,
    lenient: Annotated[bool, typer.Option("--lenient", help="有推断的、没看懂的格，退出码也是 0")] = False,
    update: Annotated[
        Path | None,
        typer.Option(help="不写新目录：把编译出的 Excel、Word 里改过的地方合并进这份目录", show_default=False),
    ] = None,
    ours: Annotated[bool, typer.Option("--ours", help="两边都改了的，用目录里的（配合 --update）")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="两边都改了的，用送回文件里的（配合 --update）")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="删去的行记为取消（配合 --update，要写 --reason）")] = False,
    reason: Annotated[str, typer.Option(help="取消事项的原因或依据（配合 --remove）", show_default=False)] = "",
    base: Annotated[
        Path | None, typer.Option(help="编译时所用的那一份目录；默认按文件里的记号到 git 里找", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会怎样改，不写（配合 --update）")] = False,
    shard: Share = "",
    config: ConfigFile = None,
) -> None:
    """导入已有的 Word、Excel、网页目录，写成 YAML，并说明每一格的去向；有推断的、没看懂的格，退出码 1。"""
    from gkml.cli.importing import ImportView, run, run_update
    from gkml.project.importing import ImportOptions
    from gkml.project.shard import shard_of
    from gkml.project.update import UpdateOptions, merge_options

    merge = merge_options(ours=ours, theirs=theirs, remove=remove, reason=reason)
    if update:
        if len(files) != 1 or out or id or profile:
            raise GkmlError("--update 一次合并一个文件，不和 --out、--id、--profile 一起用")
        raise typer.Exit(run_update(UpdateOptions(update, files[0], merge, base), config, dry_run=dry_run))
    if merge != merge_options() or base or dry_run:
        raise GkmlError("--ours、--theirs、--remove、--reason、--base、--dry-run 要和 --update 目录.yaml 一起用")
    to_text = out == "-"
    folder = Path(out) if out and not to_text else None
    options = ImportOptions(files, folder, to_text, id, profile, encoding, shard_of(shard))
    raise typer.Exit(run(options, ImportView(Output(report_format, report_file), lenient), config))


@app.command(cls=ChineseCommand)
def fmt(
    paths: Paths = None,
    check: Annotated[bool, typer.Option("--check", help="不改文件；有要改的就列出来，退出码 1")] = False,
    config: ConfigFile = None,
) -> None:
    """整理写法：统一键的次序和引号，补上缺的编号；注释都保留。"""
    from gkml.cli.fmt import run

    raise typer.Exit(run(paths or [], config, check=check))


@app.command(cls=ChineseCommand)
def diff(
    editions: Annotated[
        list[str],
        typer.Argument(
            metavar="[旧] 新",
            help="目录文件、文件夹、git 里的 版本:路径、Word 或 Excel 文件；只写一个就和它的 previous 比",
            show_default=False,
        ),
    ],
    output_format: Annotated[
        str,
        typer.Option(
            help="text、json、markdown、html、xlsx、docx（修订对照表）或 redline（带修订标记的 Word 目录）；默认看文件名后缀，没有就是 text",
            show_default=False,
            autocompletion=constant("gkml.project.diff", "FORMATS"),
        ),
    ] = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            help="哪一类没有审定的变化退出码 1：weakened、removed、substantive、any、never；默认看 gkml.yaml，再默认 weakened",
            show_default=False,
            autocompletion=constant("gkml.diff.policy", "GATES"),
        ),
    ] = "",
    accept: Annotated[list[str] | None, typer.Option(help="审定这些编号的变化，可写几次", show_default=False)] = None,
    reason: Annotated[str, typer.Option(help="调整依据（配合 --accept）", show_default=False)] = "",
    approver: Annotated[str, typer.Option(help="审定人（配合 --accept）", show_default=False)] = "",
    decisions: Annotated[
        Path | None, typer.Option(help="调整依据和审定的文件；默认 .gkml-changes.yaml", show_default=False)
    ] = None,
    guide: Annotated[bool, typer.Option("--guide", help="和目录的上级指引（guide）比")] = False,
    take_up: Annotated[bool, typer.Option("--take-up", help="上级指引（guide）有新版时，列出本目录要跟着改的")] = False,
    changelog: Annotated[
        bool, typer.Option("--changelog", help="列出每个事项在各版里的来历：依次写各版，或只写最新一版")
    ] = False,
    color: Color = None,
    config: ConfigFile = None,
) -> None:
    """比较两版目录：改了什么、为什么改、公开有没有减弱；出修订对照表和带修订标记的 Word。"""
    from gkml.cli.diff import DiffView, run
    from gkml.project.diff import DiffOptions

    options = DiffOptions(editions, fail_on, listed(accept), reason, approver, decisions, guide)
    view = DiffView(Output(output_format, output_file, color), changelog, take_up)
    raise typer.Exit(run(options, view, config))


@app.command(cls=ChineseCommand)
def new(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="接着哪一份写：目录，或上一年的年度报告", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写成哪个文件；默认在旁边", show_default=False)
    ] = None,
    edition: Annotated[str, typer.Option(help="版本；默认是下一年", show_default=False)] = "",
    applications: Annotated[
        Path | None, typer.Option(help="依申请公开登记表（.csv、.xlsx）：数出年度报告第三部分的表", show_default=False)
    ] = None,
    config: ConfigFile = None,
) -> None:
    """写下一版：目录的下一年度版本，或下一年度的年度报告（上年结转已填好，正文里上年的数字标在【】里）。"""
    from gkml.cli.new import run
    from gkml.project.new import NewOptions
    from gkml.project.workspace import find_home

    options = NewOptions(file, date.today(), out, edition, applications)
    raise typer.Exit(run(options, find_home(file, config)))


@app.command("roll-up", cls=ChineseCommand)
def roll_up(
    paths: Annotated[list[Path], typer.Argument(metavar="文件...", help="下级各单位的年度报告，或放着它们的文件夹")],
    agency: Annotated[str, typer.Option(help="汇总成谁的报告：机关全称")],
    out: Annotated[Path, typer.Option("--out", "-o", help="写成哪个 .yaml")],
    level: Annotated[
        str, typer.Option(help="级别：省级政府、市级政府、县级政府、部门", autocompletion=completes(levels))
    ] = "县级政府",
    config: ConfigFile = None,
) -> None:
    """汇总年度报告：把下级各份（YAML、Word、Excel、PDF）的三张表相加，写成上级的草稿，并说明哪些没有计入。"""
    from gkml.cli.roll_up import run
    from gkml.project.roll_up import RollUpOptions
    from gkml.project.workspace import find_home

    raise typer.Exit(run(RollUpOptions(paths, agency, level, out), find_home(out.parent, config)))


@app.command(cls=ChineseCommand)
def review(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件夹...", help="各单位送来的目录（Word、Excel、网页、YAML），可以按地区分文件夹"),
    ],
    guide: Annotated[
        list[Path] | None, typer.Option(help="上级指引（可写几次，每份目录对照最接近的一份）", show_default=False)
    ] = None,
    last_year: Annotated[
        list[Path] | None, typer.Option(help="上一版的目录或放着它们的文件夹，看有没有减弱", show_default=False)
    ] = None,
    previous: Annotated[
        Path | None, typer.Option(help="上次审核结果的文件夹：复核整改，分出已改、未改、新增", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="结果放到哪个新文件夹", show_default="审核-日期")
    ] = None,
    mend_by: Annotated[str, typer.Option(help="整改时限，如 2026-12-18；默认10个工作日后", show_default=False)] = "",
    as_of: Annotated[str, typer.Option(help="审核日期；默认就是今天", show_default=False)] = "",
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="反馈给各单位的清单：xlsx、docx",
            show_default="xlsx",
            autocompletion=constant("gkml.project.review_files", "LETTER_FORMATS"),
        ),
    ] = None,
    config: ConfigFile = None,
) -> None:
    """审核许多单位送来的目录：查错、对照指引、计分排名，写出汇总、覆盖矩阵和给每个单位的问题清单；下次复核整改。"""
    from gkml.cli.review import run
    from gkml.project.items import year_day
    from gkml.project.review import ReviewOptions
    from gkml.project.workspace import find_home

    try:
        day = year_day(as_of) if as_of else date.today()
        due = year_day(mend_by) if mend_by else None
    except ValueError as error:
        raise GkmlError(str(error)) from error
    options = ReviewOptions(
        paths,
        out or Path(f"审核-{day}"),
        day,
        guide or (),
        last_year or (),
        previous,
        due,
        listed(format) or ("xlsx",),
    )
    raise typer.Exit(run(options, find_home(paths[0], config)))


@app.command(cls=ChineseCommand)
def audit(
    paths: Paths = None,
    ledger: Annotated[
        list[Path] | None, typer.Option(help="公开台账（.csv、.xlsx），可写几次", show_default=False)
    ] = None,
    period: Annotated[
        str, typer.Option(help="期间：2026Q2、2026H1、2026-05、2026 或 2026-01-01..2026-06-30", show_default=False)
    ] = "",
    as_of: Annotated[str, typer.Option(help="按哪一天判断；默认就是今天", show_default=False)] = "",
    applications: Annotated[
        Path | None, typer.Option(help="依申请公开登记表（.csv、.xlsx）", show_default=False)
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            help="遇到这个级别以上的问题，退出码 1：error、warning、info、never",
            autocompletion=words("error", "warning", "info", "never"),
        ),
    ] = "error",
    estimate: Annotated[bool, typer.Option("--estimate", help="放假安排尚未公布的年份按一般规则估算")] = False,
    coming: Annotated[
        int | None,
        typer.Option(help="只列今后几天内到期的：事项、任务、申请；退出码 0", min=1, max=366, show_default=False),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            help="text、json、xlsx、html、docx、markdown、sarif、github 等；--coming 还有 ics",
            show_default="text",
            autocompletion=completes(audits),
        ),
    ] = "",
    output_file: Annotated[Path | None, typer.Option(help="写到这个文件", show_default=False)] = None,
    color: Color = None,
    config: ConfigFile = None,
) -> None:
    """核查公开台账：每条是不是按时、数量够不够、哪些应公开没有公开、申请答复逾没逾期；方案的任务完成没有。"""
    from gkml.cli.audit import run
    from gkml.project.audit import AuditOptions
    from gkml.project.items import year_day
    from gkml.project.workspace import find_home

    try:
        day = year_day(as_of) if as_of else date.today()
    except ValueError as error:
        raise GkmlError(f"--as-of 的值不对：{error}") from error
    home = find_home(paths[0] if paths else Path(), config)
    options = AuditOptions(paths or (), period or str(day.year), day, ledger or (), applications, estimate)
    raise typer.Exit(run(options, home, Output(output_format, output_file, color), fail_on, coming))


@app.command(cls=ChineseCommand)
def site(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="网站放到哪个文件夹")] = Path("site"),
    downloads: Annotated[
        bool, typer.Option("--downloads/--no-downloads", help="要不要 Word、Excel、CSV、JSON 下载")
    ] = True,
    config: ConfigFile = None,
) -> None:
    """做网站：首页和查找，每份目录一页（各版本、修订说明、下载），年度报告和方案，开放数据；离线打开也能查找。"""
    from gkml.cli.site import run
    from gkml.project.site.build import SiteOptions
    from gkml.project.workspace import find_home

    home = find_home(paths[0] if paths else Path(), config)
    raise typer.Exit(run(SiteOptions(paths or (), out, downloads), home))


@app.command(cls=ChineseCommand)
def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="[文件夹]", help="放目录的文件夹；不写就是当前文件夹", show_default=False)
    ] = Path(),
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；默认找一个空的", show_default=False)] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="要不要打开浏览器")] = True,
) -> None:
    """在浏览器里改：表怎么印就怎么显示，逐格改，问题在格子旁边；导入、比较、导出都在页面上。只有本机能打开。要装 gkml[serve]。"""
    try:
        from gkml.cli.serve.run import run
    except ImportError as error:
        raise GkmlError("没有装网页界面要用的库；请执行 pip install 'gkml[serve]'") from error

    raise typer.Exit(run(folder, port, browser=browser))


@app.command("language-server", cls=ChineseCommand)
def language_server() -> None:
    """给编辑器用的语言服务器（LSP，走标准输入输出）：边写边查，改法、说明、补全、大纲。要装 gkml[lsp]。"""
    try:
        from gkml.cli.language_server import run
    except ImportError as error:
        raise GkmlError("没有装语言服务器要用的库；请执行 pip install 'gkml[lsp]'") from error

    run()


@app.command(cls=ChineseCommand)
def due(
    item: Annotated[
        str,
        typer.Argument(
            metavar="[目录#事项]",
            help="目录的路径或代号，# 后面是事项的编号或名称；不写 # 就是全部事项",
            show_default=False,
            autocompletion=items,
        ),
    ] = "",
    limit: Annotated[str, typer.Option(help="直接写公开时限的文字", show_default=False)] = "",
    rule: Annotated[
        str,
        typer.Option(
            help="法定期限，如 article-33（答复申请）；写 list 列出全部",
            show_default=False,
            autocompletion=completes(statutory),
        ),
    ] = "",
    events: Annotated[
        Path | None, typer.Option(help="事件表（.csv）：每行一个日期和一个事项或时限", show_default=False)
    ] = None,
    start: Annotated[
        str, typer.Option("--from", help="事情发生的日期，如 2026-09-18、2026年9月18日", show_default=False)
    ] = "",
    as_of: Annotated[str, typer.Option(help="算剩余天数的“今天”；默认就是今天", show_default=False)] = "",
    region: Annotated[
        str,
        typer.Option(
            help="地区，如 450200 或 广西；默认用目录的或 gkml.yaml 的",
            show_default=False,
            autocompletion=completes(regions),
        ),
    ] = "",
    suspend: Annotated[
        list[str] | None,
        typer.Option(help="不计入的时间 起..止，两头都不计；可写几次（配合 --rule article-33）", show_default=False),
    ] = None,
    extend: Annotated[bool, typer.Option("--extend", help="已经批准延长（配合 --rule article-33）")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="逐日列出怎么数的")] = False,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="放假安排尚未公布的年份按一般规则估算，标明“预估”")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            help="text、json、csv、xlsx、html 或 md；默认看文件名后缀，没有就是 text",
            show_default=False,
            autocompletion=constant("gkml.project.due", "FORMATS"),
        ),
    ] = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """算期限：公开时限从某一天起，最迟到哪一天，还有几天；--explain 逐日说明。没有公布放假安排的年份不猜。"""
    from gkml.cli.due import run
    from gkml.project.due import DueOptions

    options = DueOptions(date.today(), item, limit, rule, events, start, as_of, region, suspend or [], extend, estimate)
    raise typer.Exit(run(options, Output(output_format, output_file), config, explain=explain))


@app.command(cls=ChineseCommand)
def calendar(
    paths: Paths = None,
    year: Annotated[int, typer.Option(help="哪一年；默认今年", show_default=False)] = 0,
    region: Annotated[
        str,
        typer.Option(
            help="地区，如 450200 或 广西；默认用目录的或 gkml.yaml 的",
            show_default=False,
            autocompletion=completes(regions),
        ),
    ] = "",
    estimate: Annotated[
        bool, typer.Option("--estimate", help="放假安排尚未公布的年份按一般规则估算，标明“预估”")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            help="text、ics、xlsx、csv、json、html 或 md；默认看文件名后缀，没有就是 text",
            show_default=False,
            autocompletion=constant("gkml.project.agenda", "FORMATS"),
        ),
    ] = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """做年历：一年里每个有固定日子的期限和提醒，列成表，或做成手机、Outlook 能导入的 .ics。"""
    from gkml.cli.calendar import run
    from gkml.project.agenda import CalendarOptions

    options = CalendarOptions(paths or [], year or date.today().year, region, estimate)
    raise typer.Exit(run(options, Output(output_format, output_file), config))


@app.command(cls=ChineseCommand)
def law(
    title: Annotated[
        str,
        typer.Argument(
            metavar="标题[第N条]",
            help="法律、法规、规章或文件的标题，后面可以写条、款、项，如 预算法第十四条第一款",
            show_default=False,
            autocompletion=completes(laws),
        ),
    ],
    on: Annotated[str, typer.Option(help="哪一天的情况，如 2020-07-27；默认今天", show_default=False)] = "",
    output_format: Annotated[
        str,
        typer.Option(
            help="text 或 json；默认看文件名后缀，没有就是 text",
            show_default=False,
            autocompletion=constant("gkml.project.law", "FORMATS"),
        ),
    ] = "",
    output_file: Annotated[Path | None, typer.Option(help="写到文件", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """查法：一部法某一天是否有效、由什么代替、有几条，引用的条款在不在；不在效、查不到或没有这一条，退出码 1。"""
    from gkml.cli.law import run
    from gkml.project.items import year_day
    from gkml.project.workspace import find_home

    try:
        day = year_day(on) if on else date.today()
    except ValueError as error:
        raise GkmlError(str(error)) from error
    raise typer.Exit(run(title, day, find_home(Path(), config), Output(output_format, output_file)))


@app.command(cls=ChineseCommand)
def rule(
    code: Annotated[
        str,
        typer.Argument(
            metavar="[规则]",
            help="代号或名称，如 K101；不写就列出全部",
            show_default=False,
            autocompletion=completes(rules),
        ),
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="输出全部规则的手册（Markdown）")] = False,
) -> None:
    """查规则：每条规则管什么、依据什么、正反例子、怎么改。"""
    from gkml.lint.manual import rule_list, rule_manual, rule_page
    from gkml.project.workspace import find_home

    rules = find_home(Path()).rules
    typer.echo(rule_manual() if every else rule_page(code, rules) if code else rule_list(rules), nl=False)


@app.command(cls=ChineseCommand)
def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="[名称]",
            help="catalog、config、profile、findings、due、calendar、import 或 diff；不写就列出来",
            show_default=False,
            autocompletion=completes(schemas),
        ),
    ] = "",
    profiles: Annotated[bool, typer.Option("--profiles", help="列出全部表式")] = False,
    config: ConfigFile = None,
) -> None:
    """输出 JSON Schema（供编辑器补全和检查），或列出表式。"""
    from gkml.project.schemas import profile_list, schema_list, schema_text
    from gkml.project.workspace import find_home

    home = find_home(Path(), config)
    if profiles:
        typer.echo(profile_list(home.profiles), nl=False)
    else:
        typer.echo(schema_text(name, home.profiles) if name else schema_list(), nl=False)


def run() -> int:
    """Runs the command line of this process and returns its exit code."""
    # None where whoever started this has closed them: what is written is of no interest.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A pipe under LANG=C would not take Chinese.
        if isinstance(stream, io.TextIOWrapper):
            wanted = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
            stream.reconfigure(encoding=wanted or "utf-8", errors="replace")
    _end_in_order()
    try:
        code = int(app(standalone_mode=False) or 0)
        if code == INTERRUPTED:  # typer's answer to Ctrl-C
            raise KeyboardInterrupt
        return code
    except GkmlError as error:
        # What it quotes may come from a stranger's file or from a name.
        typer.echo("\n".join(map(visible, str(error).split("\n"))), err=True)
        return 2
    except BrokenPipeError:
        sys.stdout = None  # nobody reads on; do not fail again while closing
        return 141
    except OSError as error:
        from gkml.project.paths import reason

        typer.echo(f"{shown(str(error.filename)) if error.filename else '输出写不出去'}：{reason(error)}", err=True)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("已中断，没有留下写了一半的文件。", err=True)
        return INTERRUPTED
    except Exception as error:
        message = usage_error(error)
        if message is None:
            if os.environ.get("GKML_DEBUG"):
                raise
            message = (
                f"gkml 内部出错（{type(error).__name__}: {error}），请报告给维护者；设 GKML_DEBUG=1 再执行可看详情"
            )
        typer.echo(message, err=True)
        return 2


def _end_in_order() -> None:
    """Makes SIGTERM and SIGHUP (if not ignored, as under nohup) run the clean-up of what is open, LibreOffice above all."""
    import signal

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, leave)
