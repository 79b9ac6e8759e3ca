"""What the grid of a report needs to read, check and ask by itself: kinds of cells, checks, words. As JSON."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from thidua.office.reports.page import ReportPage, summary_words
from thidua.reports.queries.entry import EntryRow
from thidua.reports.queries.structure import kind_of
from thidua.reports.rules.checks.compiled import compiled
from thidua.web.questions import questions


def entry_data(page: ReportPage) -> dict[str, Any]:
    """Return the data of ``entry.js`` for the page of a report, in the language of the reader."""
    desk = page.entry.desk
    return {
        "lines": [_line(row) for row in page.entry.rows],
        "form": compiled(desk.rules, desk.columns, desk.around, say=_),
        "explanations": {f"{check} {row.code}": text for row in page.entry.rows for check, text in row.reasons.items()},
        "questions": questions(),
        "summary": summary_words(),
        "words": _words(),
    }


def _line(row: EntryRow) -> dict[str, Any]:
    kind = kind_of(row.line)
    return {
        "line": row.line.pk,
        "code": row.code,
        "number": row.line.number,
        "isStock": row.is_stock,
        "isRequired": row.line.is_required,
        "decimals": kind.decimals,
        "takesQualifier": kind.takes_qualifier,
        "isRatio": kind.is_ratio,
        "isShare": kind.is_share,
    }


def _words() -> dict[str, str]:
    return {
        "saving": _("Đang lưu"),
        "saved": _("Đã lưu"),
        "undone": _("Đã hoàn tác"),
        "noNetwork": _("Đang mất kết nối. Cứ nhập, số ở lại máy này và gửi khi có mạng."),
        "offline": _("Chưa gửi được vì mất kết nối. Đã lưu trên máy này %(at)s, sẽ gửi khi có mạng."),
        "fragile": _("Chưa gửi được vì mất kết nối. Máy này không giữ được số khi đóng trang, đừng đóng trang."),
        "signedOut": _("Cần đăng nhập lại. Ô đang nhập vẫn còn ở máy này."),
        "otherReader": _("Máy này đang mở tài khoản khác. Ô đang nhập vẫn còn, đăng nhập lại để gửi."),
        "refused": _("Chưa lưu được. Tải lại trang rồi xem báo cáo còn nhập được không."),
        "mustChoose": _("Người khác vừa ghi chỗ này. Chọn bản đúng."),
        "fileLater": _("Gửi khi có mạng"),
        "cannotFile": _("Chưa gửi được vì mất kết nối. Có mạng rồi bấm gửi lại."),
        "toWrong": _("Đến ô sai"),
        "toReason": _("Đến ô cần lý do"),
        "toEmpty": _("Đến ô trống"),
        "toChoose": _("Đến ô cần chọn"),
        "jump": _("Đến ô %(n)s"),
        "blank": _("trống"),
        "theirs": _("Người khác vừa ghi ô này là %(theirs)s, anh, chị ghi %(ours)s. Chọn số đúng."),
        "keepTheirs": _("Giữ %(text)s"),
        "keepOurs": _("Ghi %(text)s"),
        "bothTexts": _("Có người vừa sửa phần này trước anh, chị. Chọn bản đúng."),
        "theirText": _("Bản kia: “%(text)s”"),
        "takeTheirs": _("Lấy bản kia"),
        "takeOurs": _("Giữ bản đang nhập"),
    }
