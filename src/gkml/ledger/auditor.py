"""Audits a publication ledger: judges each record and reports duplicates, missing records and wrong channels.

Every record is counted once: in the period (by state), outside of it, unmatched, or not read. The counts add up to the rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gkml.ledger.audit import Audit, AuditFinding, Judged, Without
from gkml.ledger.directory import Directory, each_office
from gkml.ledger.judge import STATES, Judge
from gkml.ledger.missing import items_without, sections_without
from gkml.ledger.period import Period
from gkml.ledger.places import is_among, is_below
from gkml.ledger.publication import BadRow, Record
from gkml.ledger.quota import Met, met
from gkml.ledger.tally import Tally
from gkml.phrases.patterns import regex
from gkml.work_plan.model import Quota

_RecordKey = tuple[date, str, int]
"""The day of publication, the channel and the place of a record."""
_ROW_BITS = 32
"""A place is one number, as there may be a million: the number of the sheet, then the row in so many bits."""


class AuditTask(NamedTuple):
    """The scope of an audit: the period, the day of the audit, the quotas, and whether 前 includes the named day."""

    span: Period
    as_of: date
    quotas: Sequence[Quota] = ()
    inclusive: bool = True


class Auditor:
    """Takes records one after the other and keeps only totals and keys, so that large ledgers need little memory."""

    def __init__(self, task: AuditTask, directory: Directory, judge: Judge) -> None:
        self.task, self.directory, self.judge = task, directory, judge
        self._first, self._last = task.span.first, task.span.last
        self._syncs = any(part.kind == "sync" for target in directory.targets for part in judge.limit(target).every)
        self._tally = Tally(task.quotas)
        self.judged: list[Judged] = []
        self.unmatched: list[tuple[Record, str, str]] = []
        self.bad: list[tuple[BadRow, str]] = []
        self.findings: list[AuditFinding] = []
        self.read = self.outside = 0
        self._days: dict[int, list[date]] = defaultdict(list)
        self._sections: set[str] = set()
        self._sheets: list[tuple[str, str]] = []
        self._titles: dict[str, _RecordKey] = {}
        self._others: dict[tuple[str, date, str], _RecordKey] = {}
        self._addresses: dict[str, int] = {}
        self._compared: set[tuple[int, str, str]] = set()
        self._offices: defaultdict[str, int] = defaultdict(int)
        self._documents: dict[str, date] = {}
        self._interpretations: list[tuple[Judged, str]] = []

    def take(self, records: Iterable[Record | BadRow], file: str) -> None:
        """Judges the records of one ledger."""
        for record in records:
            self.read += 1
            if not self._sheets or self._sheets[-1][1] != record.sheet or self._sheets[-1][0] != file:
                self._sheets.append((file, record.sheet))
            if isinstance(record, BadRow):
                self.bad.append((record, file))
                message = f"“{record.column}”一列：{record.message}"
                self.findings.append(AuditFinding("U20", message, file, record.sheet, record.row))
            else:
                self._take(record, file)

    def _take(self, record: Record, file: str) -> None:
        if record.office:
            self._offices[record.office] += 1
        target, reason = self.directory.match(record.item, record.name, record.section, record.office)
        published = record.published
        if published:
            self._tally.take(record, target, published)
            self._find_double(record, published, file)
            self._sections.add(record.section)
            if self._syncs and record.title:
                self._documents.setdefault(_bare(record.title), published)
        if target is None:
            day = published or record.formed
            if day is None or self._first <= day <= self._last:
                self.unmatched.append((record, reason, file))
            else:
                self.outside += 1
            return
        verdict = self.judge.verdict(target, record.formed, record.published, record.title)
        if published:
            self._days[target.place].append(published)
        day = published or verdict.due or record.formed
        if day is not None and not self._first <= day <= self._last:
            self.outside += 1
            return
        judged = Judged(
            file, record.sheet, record.row, target, self.directory.office_of(record.office) or target.office, record.title, record.formed,
            record.published, verdict, record.excuse,
        )  # fmt: skip
        self.judged.append(judged)
        self._compare(record, judged)
        if self._syncs and "解读" in record.title:
            self._note_interpretation(judged)

    def _find_double(self, record: Record, published: date, file: str) -> None:
        place = len(self._sheets) << _ROW_BITS | record.row
        own = (published, record.channel, place)
        name = f"{record.title}\n{record.number}" if record.number else record.title
        first = self._titles.setdefault(name, own)
        if record.title and first is not own:
            if first[:2] != own[:2]:
                first = self._others.setdefault((name, *own[:2]), own)
            if first is not own:
                self._report_double("标题、发布日期、渠道", first[2], record, file)
                return
        other = self._addresses.setdefault(record.address, place)
        if record.address and other != place:
            self._report_double("网址", other, record, file)

    def _report_double(self, subject: str, first: int, record: Record, file: str) -> None:
        source, sheet = self._sheets[(first >> _ROW_BITS) - 1]
        where = "" if (source, sheet) == (file, record.sheet) else f" {source} {sheet}".rstrip() + " "
        row = first & (1 << _ROW_BITS) - 1
        message = f"{subject}与{where}第{row}行相同；一条信息只记一次"
        self.findings.append(AuditFinding("U10", message, file, record.sheet, record.row, None, record.title))

    def _compare(self, record: Record, judged: Judged) -> None:
        """Reports a channel or a column that the directory does not name, once for each item."""
        target = judged.target
        key = (target.place, record.channel, record.section)
        if key in self._compared:
            return
        self._compared.add(key)
        item = target.leaf.item
        if record.channel and item.channels and not is_among(record.channel, item.channels):
            message = f"渠道“{record.channel}”不在目录里；目录写的是{'、'.join(item.channels)}"
            self._report("U11", message, judged, record.channel)
        if record.section and item.sections and not is_below(record.section, item.sections):
            message = f"栏目“{record.section}”不在目录里；目录写的是{'、'.join(item.sections)}"
            self._report("U12", message, judged, record.section)

    def _note_interpretation(self, judged: Judged) -> None:
        match = _QUOTED.search(judged.title)
        if match and any(part.kind == "sync" for part in self.judge.limit(judged.target).parts):
            self._interpretations.append((judged, match[1]))

    def audit(self) -> Audit:
        """Returns the outcome, after the last record was taken."""
        self._of_interpretations()
        self._of_verdicts()
        self._of_offices()
        absent = [
            *items_without(
                self.directory, self.judge, self.task.span, self.task.as_of, self._days, inclusive=self.task.inclusive
            ),
            *sections_without(self.directory, self.task.span, self._sections, self._days),
        ]
        self.findings += [each for each in absent if isinstance(each, AuditFinding)]
        without = [each for each in absent if isinstance(each, Without)]
        goals = [each for quota in self.task.quotas for each in self._met(quota)]
        self._of_quotas(goals)
        for record, reason, file in self.unmatched:
            text = record.title or record.name or record.item
            message = f"{reason}；请写事项编号，或目录里的事项名称"
            self.findings.append(AuditFinding("U13", message, file, record.sheet, record.row, None, text))
        counts = {
            "read": self.read,
            "in-period": len(self.judged),
            "outside": self.outside,
            "unmatched": len(self.unmatched),
            "not-read": len(self.bad),
        }
        states = Counter(each.verdict.state for each in self.judged)
        return Audit(
            self.judged, self.unmatched, self.bad, self.findings, goals, without, counts,
            {state: states[state] for state in STATES},
        )  # fmt: skip

    def _of_interpretations(self) -> None:
        for judged, title in self._interpretations:
            document = self._documents.get(_bare(title))
            if document is None:
                message = f"没有找到所解读的《{title}》；请在台账里记上这份文件"
                self._report("U14", message, judged)
            elif judged.published:
                due, _ = self.judge.due(judged.target, document, judged.title)
                if due and judged.published > due:
                    self._report(
                        "U14", f"解读 {judged.published} 公开，文件《{title}》{document} 公开，最迟 {due}", judged
                    )

    def _report(self, code: str, message: str, judged: Judged, text: str = "") -> None:
        text = text or judged.title
        self.findings.append(AuditFinding(code, message, judged.file, judged.sheet, judged.row, judged.target, text))

    def _of_verdicts(self) -> None:
        unclear: dict[tuple[int, str], list[Judged]] = defaultdict(list)
        for each in self.judged:
            verdict = each.verdict
            if verdict.state == "late" and not each.excuse:
                subject = f"{each.published} 公开" if each.published else f"到 {self.task.as_of} 还没有公开"
                message = f"{subject}，晚{verdict.days}个工作日（{each.formed} 形成，最迟 {verdict.due}）"
                self._report("U01", message, each)
            elif verdict.state in {"before-formed", "early"}:
                self._report("U02" if verdict.state == "before-formed" else "U03", f"{verdict.reason}，请核对", each)
            elif verdict.state == "not-assessable" and (verdict.due is None or each.published):
                unclear[each.target.place, verdict.reason].append(each)
        for (_, reason), listed in unclear.items():
            count = f"（共{len(listed)}条）" if len(listed) > 1 else ""
            self._report("U04", f"“{listed[0].target.name}”{count}无法判断：{reason}", listed[0])

    def _of_offices(self) -> None:
        offices = self.directory.offices
        for name, count in self._offices.items():
            for key, one in each_office(name):
                if key not in offices:
                    message = f"科室“{one}”（{count}条）不在目录里；请改成目录里的名称"
                elif offices[key] != one:
                    message = f"科室“{one}”（{count}条）在目录里写作“{offices[key]}”，已按同一科室统计；请统一"
                else:
                    continue
                self.findings.append(AuditFinding("U21", message, text=one))

    def _met(self, quota: Quota) -> Iterator[Met]:
        return met(quota, self.task.span, self._tally.counts(quota), self.directory, self.task.as_of)

    def _of_quotas(self, goals: Iterable[Met]) -> None:
        for each in goals:
            if each.missing:
                who = f"{each.item}（{each.office}）" if each.item else each.office
                code = "U08" if each.is_over else "U09"
                rest = "" if each.is_over else f"，{each.period.last} 以前还要公开{each.missing}条"
                message = (
                    f"{who}{each.period.name}应公开{each.needed}条，公开了{each.published}条，差{each.missing}条{rest}"
                )
                self.findings.append(AuditFinding(code, message, text=who))


_QUOTED = regex("《([^《》]+)》")


def _bare(title: str) -> str:
    return "".join(title.split()).strip("《》")
