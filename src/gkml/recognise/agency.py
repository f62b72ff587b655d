"""The lines around a table, its title and its file's name in, the agency whose directory it is out."""

import re
from collections.abc import Iterable

_NAME = r"[^，。；：:、（(《\d\s_-]"
_ENDING = r"(?:局|委员会|办公室|办公厅|办事处|人民政府|厅)"
_PLACE = r"(?:街道|(?<!城)[镇乡](?!村))"
"""A town or street that is named without 人民政府."""
_STATED = re.compile(
    r"\s*(?:编制|制定|填报|填表|公开|发布)(?:单位|机关|机构|部门|主体)(?:[（(](?:盖章|公章|章)[）)])?\s*[:：]\s*([^\s:：]{2,40})(?:\s.*)?"
)
"""A line that names the agency, and may go on with the date."""
_OF_TITLE = re.compile(
    rf"({_NAME}{{2,28}}?{_ENDING})"
    r"(?=\d{4}|政府信息|政府公开|政务|主动|信息|公开|基层|标准|目录|依申请|法定)"
    rf"|({_NAME}{{2,28}}?(?:{_ENDING}|{_PLACE}))(?=(?:(?!{_PLACE}|{_ENDING})[^，。；：:]){{2,14}}领域)"
    rf"|({_NAME}{{1,28}}?{_PLACE})(?=\d{{4}}|政府信息|政务公开|主动公开|公开目录|信息公开)"
)
_OF_FILE = re.compile(rf"(?:\d+[.、_ -]*)?({_NAME}{{2,28}}(?:{_ENDING}|[镇乡]|街道))(?=$|[（(_\s-])")


def stated(lines: Iterable[str]) -> str:
    """Returns the agency that the first such line names (编制单位：某县教育局), "" if none does."""
    return next((match[1].strip("。；;，,") for line in lines if (match := _STATED.fullmatch(line))), "")


def of_title(title: str) -> str:
    """Returns the agency that a title begins with, "" if it begins with a field or a place alone."""
    match = _OF_TITLE.match(title)
    return next(filter(None, match.groups()), "") if match else ""


def of_file(stem: str) -> str:
    """Returns the agency that a file is named after (3.某县教育局.docx), "" if it is named otherwise."""
    match = _OF_FILE.match(stem.strip())
    return of_title(stem.strip()) or (match[1] if match else "")
