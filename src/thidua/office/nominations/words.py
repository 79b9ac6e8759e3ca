"""Words of the pages of nominations: acts as buttons, steps of the timeline, chips of states."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.nominations.choices import Act, State
from thidua.nominations.queries.found import Part
from thidua.nominations.rules.together import Stop

BUTTONS: dict[Act, str | Promise] = {
    Act.SEND_TO_REVIEW: _("Đưa ra bình xét"),
    Act.SUBMIT: _("Trình hồ sơ"),
    Act.RECALL: _("Thu hồi hồ sơ"),
    Act.RECEIVE: _("Nhận hồ sơ, thẩm định"),
    Act.RETURN: _("Trả lại"),
    Act.FINISH_APPRAISAL: _("Thẩm định xong"),
    Act.CLOSE_COMMENT: _("Kết thúc lấy ý kiến"),
    Act.ANNOUNCE: _("Đã công bố, trao"),
    Act.ARCHIVE: _("Lưu hồ sơ"),
    Act.WITHDRAW: _("Rút đề nghị"),
}
"""Acts as the buttons on the page of a nomination name them."""

ICONS = {
    Act.SEND_TO_REVIEW: "users",
    Act.SUBMIT: "send",
    Act.RECALL: "undo-2",
    Act.RECEIVE: "inbox",
    Act.RETURN: "undo-2",
    Act.FINISH_APPRAISAL: "check",
    Act.CLOSE_COMMENT: "check",
    Act.ANNOUNCE: "award",
    Act.ARCHIVE: "archive",
    Act.WITHDRAW: "x",
}

DONE: dict[Act, str | Promise] = {
    Act.SEND_TO_REVIEW: _("Đã đưa %(code)s ra bình xét."),
    Act.SUBMIT: _("Đã trình %(code)s."),
    Act.RECALL: _("Đã thu hồi %(code)s, sửa được rồi."),
    Act.RECEIVE: _("Đã nhận %(code)s, bắt đầu thẩm định."),
    Act.RETURN: _("Đã trả lại %(code)s."),
    Act.FINISH_APPRAISAL: _("Đã thẩm định xong %(code)s."),
    Act.CLOSE_COMMENT: _("Đã kết thúc lấy ý kiến về %(code)s."),
    Act.ANNOUNCE: _("Đã ghi %(code)s là đã công bố, trao."),
    Act.ARCHIVE: _("Đã lưu hồ sơ %(code)s."),
    Act.WITHDRAW: _("Đã rút %(code)s."),
}
"""What is said when an act is done."""

STOPS: dict[State, str | Promise] = {
    State.DRAFT: _("Lập hồ sơ"),
    State.UNIT_REVIEW: _("Đơn vị bình xét"),
    State.SUBMITTED: _("Trình cấp xét"),
    State.APPRAISAL: _("Thẩm định"),
    State.COUNCIL: _("Hội đồng"),
    State.PUBLIC_COMMENT: _("Lấy ý kiến"),
    State.TO_DECIDE: _("Quyết định"),
    State.ANNOUNCED: _("Trao thưởng"),
}
"""The steps that the timeline shows, each by the first state that belongs to it."""

CHIPS = {
    State.DRAFT: "draft",
    State.UNIT_REVIEW: "waiting",
    State.SUBMITTED: "waiting",
    State.APPRAISAL: "waiting",
    State.COUNCIL: "waiting",
    State.PUBLIC_COMMENT: "waiting",
    State.TO_DECIDE: "waiting",
    State.DECIDED: "done",
    State.ANNOUNCED: "done",
    State.PAID: "done",
    State.ARCHIVED: "done",
    State.RETURNED: "returned",
    State.NOT_AGREED: "rejected",
    State.PASSED_UP: "ended",
    State.WITHDRAWN: "withdrawn",
    State.ANNULLED: "rejected",
}
"""States of ``web.states`` by which a chip shows where a nomination stands."""

PARTS: dict[Part, str | Promise] = {
    Part.ALL: _("Tất cả"),
    Part.MINE: _("Việc của tôi"),
    Part.NOT_MET: _("Chưa đạt"),
    Part.TO_JUDGE: _("Cần người xét"),
    Part.HELD: _("Tạm dừng xét"),
    Part.LATE_OPINION: _("Quá hạn trả lời ý kiến"),
}

STOPPED: dict[Stop, str | Promise] = {
    Stop.OTHERS: _("là việc của nơi khác hoặc vai trò khác"),
    Stop.STATE: _("không ở bước này"),
    Stop.CLOSED: _("đợt xét đã kết thúc"),
    Stop.HELD: _("đang tạm dừng xét"),
    Stop.NOT_CLEAR: _("còn điều kiện chưa đạt hoặc cần người xét"),
}
"""Why one of several nominations cannot go along."""
