"""Why the reader took something for a fact, in a sentence that an officer can check against the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.intake.rules.facts import gettext_noop

_SENTENCES = {
    "figure.known": gettext_noop("số đứng ngay trước từ chỉ đơn vị đếm “%(unit)s”."),
    "figure.task": gettext_noop("số đứng trước “%(unit)s”, nói điều đã hoàn thành hoặc đạt được."),
    "figure.percent": gettext_noop("số đứng trước dấu phần trăm."),
    "figure.money": gettext_noop("số đứng trước đơn vị tiền “%(unit)s”."),
    "figure.implied_money": gettext_noop("số đứng sau từ nói về tiền; bài không ghi đơn vị tiền."),
    "figure.unknown": gettext_noop("số đứng trước “%(unit)s”, từ mà phần mềm chưa biết là đơn vị đếm."),
    "figure.table": gettext_noop("ô có số trong bảng; bảng ghi đơn vị đếm “%(unit)s”."),
    "figure.table_meant": gettext_noop("ô có số trong bảng; đơn vị đếm “%(unit)s” lấy từ tên cột, tên hàng."),
    "figure.table_guessed": gettext_noop("ô có số trong bảng; bảng không ghi đơn vị đếm."),
    "target.tasks": gettext_noop("số đứng trước “%(unit)s”, nói điều đặt ra cho kỳ tới."),
    "award.given": gettext_noop("câu nói ai tặng, trao “%(form)s” cho bao nhiêu nơi, bao nhiêu người."),
    "award.received": gettext_noop("câu nói bao nhiêu nơi, bao nhiêu người được nhận “%(form)s”."),
    "award.received_from": gettext_noop("câu nói ai tặng “%(form)s”, bao nhiêu nơi, bao nhiêu người được nhận."),
    "award.recognised": gettext_noop("câu nói nơi nào công nhận bao nhiêu tập thể, cá nhân."),
    "award.given_to_name": gettext_noop("câu nói “%(form)s” được tặng, trao cho nơi, người có tên."),
    "award.received_by_name": gettext_noop("câu nói nơi, người có tên được nhận “%(form)s”."),
    "award.received_by_subject": gettext_noop("chủ ngữ của câu là nơi, người được nhận “%(form)s”."),
    "award.owned": gettext_noop("câu kể “%(form)s” mà người, nơi đang nói tới đã có."),
    "award.given_to_somebody": gettext_noop("câu nói tặng, trao “%(form)s” nhưng không nói rõ bao nhiêu, cho ai."),
    "award.by_level": gettext_noop("câu kể trong số đó mỗi cấp công nhận bao nhiêu “%(form)s”."),
    "award.counted_form": gettext_noop("số đứng ngay trước tên hình thức khen “%(form)s”."),
    "award.title": gettext_noop("câu nói nơi, người đạt hoặc được công nhận “%(form)s”."),
    "award.honoured": gettext_noop("câu nói biểu dương, khen thưởng, tôn vinh kèm số tập thể, cá nhân."),
    "award.was_honoured": gettext_noop("câu nói số tập thể, cá nhân được biểu dương, khen thưởng."),
    "award.honoured_by_name": gettext_noop("câu nói biểu dương, khen thưởng nơi, người có tên."),
    "award.unit_recognised": gettext_noop("câu nói quyết định công nhận đích danh một xã, phường, thôn."),
    "award.listed_honour": gettext_noop(
        "“%(form)s” đứng trong danh sách phần thưởng mà nơi, người có tên đã được tặng."
    ),
    "award.several_honoured_by": gettext_noop("câu nói ai khen thưởng những tập thể, cá nhân không đếm."),
    "award.honoured_several": gettext_noop("câu nói khen thưởng các tập thể, cá nhân mà không nói bao nhiêu."),
    "person.post": gettext_noop("họ tên đứng liền chức vụ."),
    "person.title": gettext_noop("họ tên đứng sau “đồng chí”, “ông”, “bà” hoặc cấp bậc hàm."),
    "person.plural": gettext_noop("họ tên trong danh sách những người cùng giữ một chức vụ."),
    "person.list": gettext_noop("họ tên đứng liền tên người đã nhận ra trong danh sách."),
    "person.organisation": gettext_noop("họ tên đứng sau tên cơ quan, đơn vị."),
    "person.speech": gettext_noop("họ tên đứng cạnh từ chỉ việc phát biểu, chủ trì, báo cáo."),
    "person.plain": gettext_noop("họ tên này ở chỗ khác trong bài có chức vụ hoặc danh xưng."),
    "event.sentence": gettext_noop("câu nói nơi nào tổ chức hội nghị gì, có ngày."),
    "event.deed": gettext_noop("câu nói việc tổng kết, biểu dương, phát động, không gọi tên hội nghị."),
    "event.title": gettext_noop("tít bài nói về hội nghị; trong bài không có câu nói rõ ngày và nơi."),
    "event.other": gettext_noop("câu nói một hội nghị, buổi lễ khác, có ngày riêng."),
    "event.other_deed": gettext_noop("câu nói nơi nào tổng kết, sơ kết, ký kết vào một ngày khác."),
    "event.mentioned": gettext_noop("câu nói chuyện khác, có nhắc một hội nghị, buổi lễ và ngày của nó."),
    "event.same_day": gettext_noop("câu nói một buổi khác trong cùng ngày."),
    "event.press": gettext_noop("câu nói buổi họp báo có ngày riêng."),
    "event.launch": gettext_noop("câu nói phát động phong trào cho một giai đoạn khác với giai đoạn của hội nghị."),
    "event.next_edition": gettext_noop("câu nói lần sau của cuộc thi hoặc giải thưởng mà bài viết kể."),
    "document.directive": gettext_noop("bài dẫn một chỉ thị, có số hoặc có tên."),
    "document.resolution": gettext_noop("bài dẫn một nghị quyết, có số hoặc có tên."),
    "document.conclusion": gettext_noop("bài dẫn một kết luận, có số hoặc có tên."),
    "document.decision": gettext_noop("bài dẫn một quyết định, có số hoặc có tên."),
    "document.plan": gettext_noop("bài dẫn một kế hoạch, có số hoặc có tên."),
    "document.programme": gettext_noop("bài dẫn một chương trình, quy chế phối hợp, có số hoặc có tên."),
    "document.project": gettext_noop("bài dẫn một đề án, tên để trong ngoặc kép hoặc có số."),
    "document.circular": gettext_noop("bài dẫn một thông tư, có số hoặc có tên."),
    "document.decree": gettext_noop("bài dẫn một nghị định, có số hoặc có tên."),
    "document.law": gettext_noop("bài dẫn một luật, bộ luật hoặc pháp lệnh."),
    "document.guidance": gettext_noop("bài dẫn một hướng dẫn, có số hoặc có tên."),
    "document.letter": gettext_noop("bài dẫn một công văn, thông báo, có số hoặc có tên."),
    "direction": gettext_noop("câu nói lãnh đạo đề nghị, yêu cầu hoặc giao việc tại hội nghị."),
}
_OTHERWISE = gettext_noop("cách viết giống những chỗ đã biết là dữ kiện.")


def reason(rule: str, value: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the sentence of a rule as a msgid and what fills its places; ``value`` is the fact as it was read.

    >>> sentence, filled = reason("figure.known", {"unit": "vụ mâu thuẫn", "unit_head": "vụ"})
    >>> sentence % filled
    'số đứng ngay trước từ chỉ đơn vị đếm “vụ”.'
    """
    filled = {"unit": str(value.get("unit_head") or value.get("unit") or ""), "form": str(value.get("form") or "")}
    return _SENTENCES.get(rule, _OTHERWISE), filled


def has_reason(rule: str) -> bool:
    """Whether a rule of the reader has a sentence of its own."""
    return rule in _SENTENCES
