"""What is answered where a call is not done: RFC 9457, a sentence in the reader's language, and what to mend."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _
from pydantic import Field

from thidua.api.shapes.common import Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, and what it is called."""

    status: HTTPStatus
    title: StrOrPromise


KINDS = {
    "malformed": Kind(HTTPStatus.BAD_REQUEST, gettext_lazy("Thân yêu cầu không phải là JSON")),
    "unauthenticated": Kind(HTTPStatus.UNAUTHORIZED, gettext_lazy("Thiếu mã kết nối còn dùng được")),
    "not-permitted": Kind(HTTPStatus.FORBIDDEN, gettext_lazy("Mã kết nối không được làm việc này")),
    "not-found": Kind(HTTPStatus.NOT_FOUND, gettext_lazy("Không có, hoặc không thuộc phạm vi của mã")),
    "method": Kind(HTTPStatus.METHOD_NOT_ALLOWED, gettext_lazy("Địa chỉ này không nhận phương thức ấy")),
    "too-large": Kind(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, gettext_lazy("Thân yêu cầu quá lớn")),
    "refused": Kind(HTTPStatus.CONFLICT, gettext_lazy("Việc này không làm được lúc này")),
    "stale": Kind(HTTPStatus.CONFLICT, gettext_lazy("Có người đã ghi trước")),
    "changed": Kind(HTTPStatus.PRECONDITION_FAILED, gettext_lazy("Đã khác bản máy đọc")),
    "invalid": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, gettext_lazy("Yêu cầu chưa đúng mẫu")),
    "unreadable": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, gettext_lazy("Có ô chưa đọc được")),
    "key-reused": Kind(HTTPStatus.UNPROCESSABLE_ENTITY, gettext_lazy("Khóa đã dùng cho yêu cầu khác")),
    "too-many": Kind(HTTPStatus.TOO_MANY_REQUESTS, gettext_lazy("Gọi quá nhiều trong một phút")),
}
"""By the last part of ``type``."""


class WrongValue(Shape):
    """A value that does not fit the schema."""

    at: str = Field(description="Where it stands: «query.year», «body.cells.0.code».")
    kind: str = Field(description="What is wrong, as a code of pydantic: «missing», «int_parsing».")
    message: str = Field(description="The same in English.")


class CellProblem(Shape):
    """A cell that was not kept."""

    code: str = Field(description="The indicator's code.")
    theirs: str | None = Field(default=None, description="Of a stale cell: what stands there now.")
    ours: str = Field(description="What was sent.")
    problem: str = Field(
        default="", description="Of one that cannot be read: why; empty where it has several readings."
    )
    choices: list[str] = Field(default=[], description="The ways in which it can be read.")
    sentence: str = ""


class Problem(Shape):
    """A call that was not done (RFC 9457). Nothing of it was kept."""

    type: str = Field(description="Address of the kind of problem.")
    title: str
    status: int
    detail: str = Field(description="A sentence that says what to do, in Vietnamese or English (Accept-Language).")
    errors: list[WrongValue] = Field(default=[], description="Kind «invalid»: the values that do not fit.")
    cells: list[CellProblem] = Field(default=[], description="Kinds «stale» and «unreadable»: the cells.")
    theirs: dict[str, Any] | None = Field(default=None, description="Kind «stale»: what was saved first.")
    ours: dict[str, Any] | None = Field(default=None, description="Kind «stale»: what was sent.")


class CallFailed(Exception):  # noqa: N818 - it is an answer, not a fault
    """A call that is not done; ``told`` are further members of the problem, ``headers`` those of the response."""

    def __init__(self, kind: str, detail: str, *, headers: dict[str, str] | None = None, **told: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
        self.headers = headers or {}
        self.told = told


def problem(kind: str, detail: str = "", *, headers: dict[str, str] | None = None, **told: Any) -> JsonResponse:
    """Return the response of a problem; without ``detail`` it says what its kind says."""
    known = KINDS[kind]
    members = Problem(
        type=f"{reverse('api:docs')}#{kind}",
        title=str(known.title),
        status=known.status,
        detail=detail or gettext(_DETAILS.get(kind, "")) or str(known.title),
        **told,
    )
    content = members.model_dump(mode="json", exclude_unset=True)
    return JsonResponse(content, status=known.status, content_type=PROBLEM_JSON, headers=headers)


def not_found(_request: HttpRequest, _why: Exception | None = None) -> JsonResponse:
    """Return the answer for what is not there, or is another's."""
    return problem("not-found")


_DETAILS = {
    "malformed": _("Gửi thân yêu cầu là JSON, mã UTF-8."),
    "unauthenticated": _("Gửi mã kết nối trong Authorization: Bearer. Mã hết hạn hay bị thu hồi thì tạo mã mới."),
    "not-found": _("Không thấy. Kiểm tra lại địa chỉ, hoặc dùng mã của đơn vị quản lý nó."),
    "method": _("Xem danh mục lệnh gọi để biết địa chỉ này nhận phương thức nào."),
    "invalid": _("Sửa những giá trị nêu trong errors rồi gửi lại."),
    "too-large": _("Chia yêu cầu thành nhiều lần gọi, mỗi lần dưới 25 MB."),
    "too-many": _("Đợi hết phút này rồi gọi tiếp, hoặc gọi thưa hơn."),
}
