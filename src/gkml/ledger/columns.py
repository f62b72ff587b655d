"""Finds the fields of a ledger by its headings; columns with personal data are reported and not read.

A heading is known by the usual names of a field or by the map that a workspace states in gkml.yaml.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gkml.phrases.patterns import regex

PUBLICATION: Mapping[str, tuple[str, ...]] = {
    "item": ("事项编号", "目录编号", "事项代码", "item", "id"),
    "name": ("事项", "事项名称", "公开事项", "目录事项"),
    "title": ("标题", "信息名称", "信息标题", "文件名称", "名称", "公开内容", "title"),
    "number": ("文号", "发文字号", "信息编号"),
    "office": ("责任科室", "科室", "发布科室", "责任部门", "报送科室", "公开科室", "责任单位", "office"),
    "formed": ("形成日期", "生成日期", "生成时间", "形成时间", "成文日期", "制作日期", "发生日期", "formed"),
    "published": ("发布日期", "公开日期", "发布时间", "公开时间", "上网日期", "published"),
    "channel": ("渠道", "公开渠道", "发布渠道", "发布平台", "公开渠道和载体", "公开方式", "channel"),
    "section": ("栏目", "公开栏目", "发布栏目", "网站栏目", "section"),
    "address": ("网址", "链接", "地址", "链接地址", "url"),
    "signed": ("审签人", "签发人", "审核人", "审批人"),
    "excuse": ("情况说明", "逾期说明", "未公开说明"),
    "remark": ("备注", "说明", "remark"),
    "kind": ("类别", "信息类别", "类型"),
    "summary": ("内容概述", "内容描述", "摘要"),
}
"""The fields of a publication ledger and the headings that offices write for them."""

APPLICATION: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "登记编号", "申请编号", "受理编号", "登记号", "序号", "id"),
    "applicant": ("申请人类型", "申请人类别", "申请主体", "主体类型", "申请人性质"),
    "received": ("收到日期", "收到申请日期", "收件日期", "登记日期", "申请日期", "收到时间", "受理日期"),
    "asked_to_complete": ("补正通知日期", "补正告知日期", "告知补正日期", "通知补正日期"),
    "completed": ("补正日期", "收到补正日期", "补正材料收到日期", "补正时间"),
    "consulted_from": ("征求意见开始", "征求意见开始日期", "征求第三方意见日期", "征求意见日期"),
    "consulted_to": ("征求意见结束", "征求意见结束日期", "第三方回复日期", "收到第三方意见日期"),
    "extended": ("延期", "是否延期", "延长答复期限", "是否延长", "延期情况"),
    "answered": ("答复日期", "答复时间", "办结日期", "办结时间", "答复书日期"),
    "outcome": ("处理结果", "办理结果", "答复结果", "答复类型", "答复情况", "结果"),
    "remark": ("备注", "情况说明"),
}
"""The fields of a register of applications and the headings that offices write for them."""

_PRIVATE = regex(
    r"姓名|申请人$|申请人名称|当事人|代理人|法定代表人|联系人|联络|联系电话|电话|手机|联系方式|身份证|证件|证照号|信用代码|(?:通[讯信]|邮寄|收件|联系|家庭)地址|住址|住所|家庭|邮箱|邮编|电子邮件|微信|QQ",
    re.IGNORECASE,
)


class Columns(NamedTuple):
    """The place of each known field from 0; the headings left unread because they may hold personal data, and unknown ones."""

    places: Mapping[str, int]
    private: tuple[str, ...]
    unknown: tuple[str, ...]


def columns(
    headings: Sequence[str], fields: Mapping[str, tuple[str, ...]], own: Mapping[str, str] | None = None
) -> Columns:
    """Finds the fields of a row of headings; `own` maps headings of the workspace to fields. The first of two counts."""
    field_of = {folded(name): field for field, names in fields.items() for name in names}
    field_of |= {folded(heading): field for heading, field in (own or {}).items()}
    places: dict[str, int] = {}
    private, unknown = [], []
    for place, heading in enumerate(headings):
        field = field_of.get(folded(heading))
        if field is None and _PRIVATE.search(folded(heading)):
            private.append(re.sub("[0-9]{5,}", "", folded(heading)))
        elif field is None:
            unknown += [heading.strip()] if heading.strip() else []
        else:
            places.setdefault(field, place)
    return Columns(places, tuple(private), tuple(unknown))


def missing(own: Mapping[str, str], headings: Iterable[str]) -> list[str]:
    """Returns the headings of a workspace's map that a ledger lacks."""
    there = {folded(heading) for heading in headings}
    return [heading for heading in own if folded(heading) not in there]


def folded(heading: str) -> str:
    """Returns a heading for comparison: without spaces, line breaks, stars and brackets with their text."""
    return re.sub(r"[（(\[【][^）)\]】]*[）)\]】]|[\s*＊:：]", "", heading).lower()
