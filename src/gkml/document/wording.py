"""What formats print besides the blocks of a document: names of sheets, prompts and refusals, in the reader's language."""

from typing import NamedTuple


class Notice(NamedTuple):
    """A short message to somebody who edits a workbook, and its title."""

    title: str
    text: str


class Wording(NamedTuple):
    """The texts, those of a directory by default. A layout replaces what its kind of document calls by another name.

    In `rows` `{title}` and `{count}` stand for the document's title and the number of rows, in `shown` `{shown}` and
    `{count}` for the rows that a search shows and all of them, in `choose` `{choices}` for what a cell may hold.
    """

    # Sheets of a workbook: a table as printed, the same row by row ("": none, for lists; then the table itself has the
    # filters), the text before its title; the column of the ids.
    sheet: str = "目录"
    flat_sheet: str = "数据"
    prose_sheet: str = "说明"
    key: str = "编号"
    # What somebody who edits a workbook may not change or fill in.
    head_locked: Notice = Notice("表头不能改", "列标题和列的次序请不要改动：送回的文件按表头读。")
    key_locked: Notice = Notice("编号不能改", "这一列是事项的编号，由程序编排；新增的行请空着。")
    column_locked: str = "这一列不用填"
    count_only: Notice = Notice("请填整数", "这里填不小于0的整数，没有的填0；不写单位。")
    amount_only: Notice = Notice("请填数字", "这里填不小于0的数，没有的填0；不写单位。")
    choose: Notice = Notice("只能勾选", "请填“{choices}”或留空")
    # A page in a browser.
    table: str = "目录表"
    skip: str = "跳到目录表"
    edition: str = "版本："
    issued: str = "日期："
    rows: str = "{title}（共 {count} 项）"
    search: str = "查找"
    search_hint: str = "输入任意文字"
    reset: str = "清除"
    every: str = "全部"
    shown: str = "显示 {shown} 项，共 {count} 项"
