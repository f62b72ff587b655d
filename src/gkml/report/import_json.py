"""What became of an imported file's cells in, JSON out (schema/import.schema.json)."""

import json
from collections.abc import Sequence

from gkml.document import LeftOut
from gkml.recognise.account import FOLDED, Account


def report(account: Account, left_out: Sequence[LeftOut]) -> str:
    """`cells` = `written` + `folded` + `unknown`; `folded` is told apart by `folds`."""
    told = {
        "cells": account.cells,
        "written": account.fates.get("written", 0),
        "folded": account.folded,
        "unknown": account.fates.get("unknown", 0),
        "folds": {fate: account.fates.get(fate, 0) for fate in FOLDED},
        "doubts": [
            {"place": str(doubt.spot), "guessed": doubt.guessed, "text": doubt.text, "why": doubt.why}
            for doubt in account.doubts
        ],
        "left_out": [{"place": each.place, "what": each.what, "text": each.text} for each in left_out],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
