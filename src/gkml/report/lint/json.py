"""Takes diagnostics and yields a JSON list for scripts and editors (schema/findings.schema.json)."""

from collections.abc import Iterator

from pydantic import Field

from gkml.diagnostics import Diagnostic, Severity
from gkml.report.lint import Results
from gkml.report.record import Record, json_parts


class FixRecord(Record):
    value: str | list[str] = Field(description="改成什么；数组是改成几项")
    safe: bool = Field(description="不改变意思，--fix 就会改")


class DiagnosticRecord(Record):
    """One diagnostic. Lines and columns count from 1, and the end is exclusive."""

    code: str = Field(pattern="^(?:[KL][0-9]{3}|A[0-9]{2}[a-z]?|PL[0-9]|U[0-9]{2})$", description="规则代号")
    name: str = Field(description="规则名称")
    severity: Severity = Field(description="级别")
    message: str = Field(description="错在哪里、怎么改")
    file: str = Field(description="文件")
    line: int = Field(ge=1, description="起始行，从1起")
    column: int = Field(ge=1, description="起始列，从1起，按字符计")
    end_line: int = Field(ge=1, description="结束行")
    end_column: int = Field(ge=1, description="结束列（不含）")
    catalog: str = Field(description="目录代号；没有为空")
    item: str = Field(description="事项编号；没有为空")
    field: str = Field(description="字段；没有为空")
    fix: FixRecord | None = Field(description="可自动改正时的修改；没有为 null")
    text: str = Field(description="原文；没有为空")
    title: str = Field(description="事项名称；没有为空")
    basis: str = Field(description="依据；没有为空")
    place: str = Field(description="Word、Excel、网页里的位置，如 表1 第14行 第5列；YAML 目录为空")


Output = list[DiagnosticRecord]


def report(results: Results) -> Iterator[str]:
    """Yields a list of flat objects in the order of the diagnostics."""
    return json_parts(map(record, results.diagnostics))


def record(diagnostic: Diagnostic) -> DiagnosticRecord:
    fix = diagnostic.fix
    return DiagnosticRecord(
        code=diagnostic.code,
        name=diagnostic.name,
        severity=diagnostic.severity,
        message=diagnostic.message,
        file=diagnostic.file,
        **diagnostic.position._asdict(),
        catalog=diagnostic.catalog,
        item=diagnostic.item,
        field=diagnostic.field,
        fix=FixRecord(value=fix.value if isinstance(fix.value, str) else list(fix.value), safe=fix.safe)
        if fix
        else None,
        text=diagnostic.text,
        title=diagnostic.title,
        basis=diagnostic.basis,
        place=diagnostic.place,
    )
