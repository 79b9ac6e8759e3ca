"""Everything that is kept of a person, for that person to take away (91/2025/QH15)."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from thidua.core import clock
from thidua.decisions.models import DecisionLine
from thidua.decisions.queries.personal import lines_of
from thidua.honours.commands import note_reading
from thidua.honours.commands.personal import EXPORTED
from thidua.honours.models import Holder, Honour
from thidua.honours.queries.person import holder_page
from thidua.nominations.models import Nomination, Registration
from thidua.nominations.queries.personal import nominations_of, registrations_of
from thidua.office.honours.finding import kept_holder_or_404
from thidua.web.downloads import as_download
from thidua.web.permissions import WORKERS, allow
from thidua.web.requests import ActingRequest


@allow(WORKERS)
@require_GET
def own_data(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Send everything that is kept of one person, as the person may ask for it."""
    found = kept_holder_or_404(request, uid)
    note_reading(holder=found, act=EXPORTED, by=request.actor, at=clock.now())
    content = json.dumps(_as_data(found), ensure_ascii=False, indent=2)
    return as_download(HttpResponse(content, content_type="application/json; charset=utf-8"), "du-lieu-ca-nhan.json")


def _as_data(found: Holder) -> dict[str, Any]:
    page = holder_page(found)
    return {
        "ho_ten": found.name,
        "nam_sinh": found.birth_year,
        "gioi": found.get_gender_display() if found.gender else None,
        "chuc_vu": [
            {"chuc_vu": each.title, "don_vi": each.body.name, "tu": _day(each.since), "den_truoc": _day(each.until)}
            for each in page.posts
        ],
        "khen_thuong": [_honour_as_data(each) for each in page.honours],
        "khen_thuong_da_rut": [
            {**_honour_as_data(each), "rut_luc": _day(each.withdrawn_at), "ly_do_rut": each.withdrawn_reason}
            for each in page.withdrawn
        ],
        "nhap_tu": [{"ho_ten": each.gone.name, "luc": each.created_at.isoformat()} for each in page.merges],
        "luot_xem": [
            {"luc": each.at.isoformat(), "nguoi": each.actor_label, "vai_tro": each.actor_role}
            for each in found.page_reads.all()
        ],
        "dang_ky_danh_hieu": [_registration_as_data(each) for each in registrations_of(found)],
        "de_nghi": [_nomination_as_data(each) for each in nominations_of(found)],
        "dong_quyet_dinh": [_line_as_data(each) for each in lines_of(found)],
    }


def _honour_as_data(honour: Honour) -> dict[str, Any]:
    return {
        "hinh_thuc": honour.form_name,
        "nam": honour.year,
        "so_quyet_dinh": honour.decision_number,
        "ngay": _day(honour.decided_on),
        "cap_tang": honour.authority.name if honour.authority else None,
        "don_vi": honour.body.name if honour.body else None,
        "loai_hinh": honour.get_type_display() if honour.type else None,
        "thanh_tich": honour.reason,
        "tep": honour.batch.name if honour.batch else None,
        "dong": honour.row_number,
        "bai": honour.citation.document.title if honour.citation else None,
        "cau_trong_bai": honour.citation.sentence if honour.citation else None,
    }


def _registration_as_data(one: Registration) -> dict[str, Any]:
    return {
        "danh_hieu": one.award_name,
        "nam": one.year,
        "ngay": _day(one.registered_on),
        "rut_luc": _day(one.withdrawn_at),
    }


def _nomination_as_data(one: Nomination) -> dict[str, Any]:
    report = getattr(one, "report", None)
    return {
        "ma": one.code,
        "dot_xet": one.round.title,
        "noi_xet": one.round.unit.full_name,
        "ho_ten": one.name,
        "chuc_vu": one.post,
        "hinh_thuc": one.award_name,
        "nam": one.year,
        "tinh_trang": one.get_state_display(),
        "thanh_tich": one.achievement,
        "tu": _day(one.since),
        "den": _day(one.until),
        "so_lieu": one.facts,
        "bao_cao_thanh_tich": report.text if report else None,
        "giay_to": [{"ten": each.text, "ghi_chu": each.note} for each in one.papers.all()],
        "sang_kien": [{"ten": each.name, "nam": each.year} for each in one.innovations.all()],
        "buoc": [
            {"viec": each.get_act_display(), "luc": each.at.isoformat(), "ly_do": each.reason}
            for each in one.steps.all()
        ],
    }


def _line_as_data(line: DecisionLine) -> dict[str, Any]:
    return {
        "quyet_dinh": line.decision.code or None,
        "ngay": _day(line.decision.dated_on),
        "ho_ten": line.name,
        "chuc_vu": line.post,
        "hinh_thuc": line.award_name,
        "nam": line.year,
        "thanh_tich": line.achievement,
        "so_so_vang": line.golden_text,
        "tien_thuong": line.bonus,
        "da_chi": _day(line.paid_on),
        "huy_bo": _day(line.annulled_at),
        "phai_thu_hoi": line.to_recover,
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
