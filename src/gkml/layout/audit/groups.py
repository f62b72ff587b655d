"""The states of records by office and by month: as tables, as charts, and as sentences that add up."""

from collections.abc import Mapping

from gkml.diagnostics.quoting import visible
from gkml.document import Chart, Series, Table
from gkml.layout.listing import list_table
from gkml.ledger.audit import Audit, of_months, of_offices
from gkml.ledger.judge import STATES, State

_MOST_BARS = 30


def total_lines(audit: Audit) -> list[str]:
    """Returns the sentences that say how the counts add up; none if no ledger was read."""
    counts = audit.counts
    if not counts["read"]:
        return []
    parts = "＋".join(
        f"{name}{counts[key]}"
        for key, name in (
            ("in-period", "期内"),
            ("outside", "期外"),
            ("unmatched", "认不出事项"),
            ("not-read", "读不出"),
        )
    )
    states = "＋".join(f"{name}{audit.states[state]}" for state, name in STATES.items() if audit.states[state])
    lines = [f"台账 {counts['read']} 行＝{parts}。"]
    if counts["in-period"]:
        lines.append(f"期内 {counts['in-period']} 条＝{states}{_share(audit.states)}。")
    return lines


def _share(states: Mapping[State, int]) -> str:
    judged = states["in-time"] + states["late"]
    return f"；能判断的按时率 {states['in-time'] / judged:.1%}" if judged else ""


def states_table(heading: str, groups: Mapping[str, Mapping[State, int]], sheet: str) -> Table:
    columns = ((heading, 18.0), ("合计", 6.0), *((name, 7.0) for name in STATES.values()), ("按时率", 6.0))
    rows = [_group(name, counts) for name, counts in groups.items()]
    totals = {state: sum(counts.get(state, 0) for counts in groups.values()) for state in STATES}
    return list_table(columns, [*rows, _group("合计", totals)], sheet, {"合计", *STATES.values()})


def _group(name: str, counts: Mapping[State, int]) -> list[str]:
    of_state = [counts.get(state, 0) for state in STATES]
    judged = counts.get("in-time", 0) + counts.get("late", 0)
    share = f"{counts.get('in-time', 0) / judged:.1%}" if judged else ""
    return [visible(name), str(sum(of_state)), *map(str, of_state), share]


def office_charts(audit: Audit) -> list[Chart]:
    """Returns a chart of the offices with most records; none for a single bar."""
    most = sorted(of_offices(audit.judged).items(), key=lambda pair: -sum(pair[1].values()))[:_MOST_BARS]
    return _charts("各科室公开情况", dict(most), audit)


def month_charts(audit: Audit) -> list[Chart]:
    """Returns a chart of the months; none for a single bar."""
    return _charts("各月公开情况", of_months(audit.judged), audit)


def _charts(title: str, groups: Mapping[str, Mapping[State, int]], audit: Audit) -> list[Chart]:
    if len(groups) < 2:
        return []
    series = tuple(
        Series(name, tuple(counts.get(state, 0) for counts in groups.values()))
        for state, name in STATES.items()
        if audit.states[state]
    )
    names = tuple(map(visible, groups))
    return [Chart("bar", title, names, series, "条", f"{title}：按时、逾期等各几条", 640, 250)]
