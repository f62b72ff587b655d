"""A year's duties in, a JSON list out: the form for scripts."""

import json

from gkml.deadlines.agenda import Agenda


def report(agenda: Agenda) -> str:
    """A list of flat objects in the order of their days."""
    told = [
        {
            "date": duty.due.isoformat(),
            "last_working_day": duty.last_working_day.isoformat(),
            "reminder": duty.reminder,
            "provisional": duty.provisional,
            "key": duty.key,
            "catalog": duty.catalog.id,
            "item": duty.item,
            "name": duty.name,
            "article": duty.article,
            "office": duty.office,
            "limit": duty.limit,
        }
        for duty in agenda.duties
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
