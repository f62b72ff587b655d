"""Takes the account of an imported file's cells and returns JSON (schema/import.schema.json)."""

from collections.abc import Sequence

from pydantic import Field

from gkml.document import LeftOut
from gkml.recognise.account import FOLDED, Account, Fate
from gkml.report.record import Record, counts_schema, json_text


class DoubtRecord(Record):
    place: str = Field(description="位置，如 表2 第14行 第5列、Sheet1!E14")
    guessed: bool = Field(description="true：写入了，但有推断；false：没有看懂，没有写入")
    text: str = Field(description="原文")
    why: str = Field(description="为什么")


class LeftOutRecord(Record):
    place: str = Field(description="位置；不知为空")
    what: str = Field(description="是什么")
    text: str = Field(description="文字")


class Output(Record):
    """The account of an import: `cells` = `written` + `folded` + `unknown`."""

    file: str = Field(description="原件的文件名")
    cells: int = Field(ge=0, description="共有几格，等于 written + folded + unknown")
    written: int = Field(ge=0, description="写入目录的格")
    folded: int = Field(ge=0, description="归并的格，等于 folds 各项之和")
    unknown: int = Field(ge=0, description="没有看懂的格")
    folds: dict[Fate, int] = Field(json_schema_extra=counts_schema(FOLDED.items()))
    doubts: list[DoubtRecord] = Field(description="没有看懂的和有推断的格，依原件次序")
    left_out: list[LeftOutRecord] = Field(description="表外没有写进目录的")


def report(account: Account, left_out: Sequence[LeftOut], file: str = "") -> str:
    """Returns one object with the counts, the doubts, and the text outside the tables."""
    output = Output(
        file=file,
        cells=account.cells,
        written=account.fates.get("written", 0),
        folded=account.folded,
        unknown=account.fates.get("unknown", 0),
        folds={fate: account.fates.get(fate, 0) for fate in FOLDED},
        doubts=[
            DoubtRecord(place=str(doubt.spot), guessed=doubt.guessed, text=doubt.text, why=doubt.why)
            for doubt in account.doubts
        ],
        left_out=[LeftOutRecord(place=each.place, what=each.kind, text=each.text) for each in left_out],
    )
    return json_text(output)
