"""The pages of reorganisations: list, draft and its steps, preview, applying, taking back."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from tests.factories.organisations import AT, make_commune, make_unit
from tests.factories.people import make_user, process_actor
from tests.factories.reports import file_and_accept, make_form, make_indicator, make_report, month

from thidua.core.actors import Role
from thidua.core.models import AuditEntry
from thidua.indicators.choices import Combination
from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.commands import apply_reorganisation, draft_reorganisation, revise_reorganisation
from thidua.organisations.models import Reorganisation, Unit
from thidua.organisations.plans import NewUnit, Step, StepAct, from_json
from thidua.reports.models import FormLine, Total, TotalMark

pytestmark = pytest.mark.django_db
BY = process_actor()
JULY = date(2026, 7, 1)


@pytest.fixture
def country():
    return make_unit("Việt Nam", kind=UnitKind.COUNTRY, level=Level.COUNTRY)


@pytest.fixture
def province(country):
    return make_unit("Hưng Yên", under=country)


@pytest.fixture
def communes(province):
    return [make_commune(name, under=province) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def administrator(client, province):
    """A browser in which the administrator of the province is signed in."""
    client.force_login(make_user(Role.ADMINISTRATOR, unit=province, full_name="Lê Thị An"))
    return client


@pytest.fixture
def draft(province):
    return draft_of(province)


def draft_of(unit, *steps, title="Sắp xếp xã", basis="Nghị quyết 12"):
    return draft_reorganisation(unit=unit, title=title, legal_basis=basis, on=JULY, steps=steps, by=BY, at=AT)


def merge(*units, name="Chung"):
    return Step(StepAct.MERGE, tuple(str(each.uid) for each in units), made=(NewUnit(name, "commune", f"Xã {name}"),))


def move(unit, under):
    return Step(StepAct.MOVE, (str(unit.uid),), into=str(under.uid))


def rename(unit, name):
    return Step(StepAct.RENAME, (str(unit.uid),), made=(NewUnit(name, "commune", f"Xã {name}"),))


def address(name, kept=None, query=""):
    return reverse(f"office:{name}", args=[kept.uid] if kept else []) + query


def text(response):
    main = re.sub(r"(?s)<(script|style|svg)\b.*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def steps_of(kept):
    return from_json(Reorganisation.objects.get(pk=kept.pk).steps)


def add_step(client, kept, act, more="", **fields):
    fields = {"version": Reorganisation.objects.get(pk=kept.pk).version, **fields}
    return client.post(address("reorganisation_step", kept, f"?viec={act}{more}"), fields)


# --- List -------------------------------------------------------------------------------------------------------------


def test_without_any_the_list_says_when_to_begin_one(administrator):
    page = administrator.get(address("reorganisations"))

    assert "Chưa có đợt sắp xếp nào" in text(page)
    assert f'href="{address("add_reorganisation")}"' in page.content.decode()


def test_the_list_tells_the_state_day_basis_and_who_of_each(administrator, province, communes):
    draft_of(province, title="Đợt dự thảo")
    applied = draft_of(province, merge(*communes[:2]), title="Đợt đã làm", basis="Nghị quyết 7")
    apply_reorganisation(reorganisation=applied, by=BY, at=AT)

    page = text(administrator.get(address("reorganisations")))

    assert "1 đợt sắp xếp đơn vị chưa áp dụng" in page
    assert "Đợt dự thảo Tỉnh Hưng Yên 01/07/2026 Dự thảo Nghị quyết 12 Người thử 20/11/2026 09:00" in page
    assert "Đợt đã làm Tỉnh Hưng Yên 01/07/2026 Đã áp dụng Nghị quyết 7 Người thử 20/11/2026 09:00" in page


def test_the_list_takes_as_many_queries_for_twenty_as_for_two(
    administrator, province, draft, django_assert_max_num_queries
):
    for number in range(20):
        draft_of(province, title=f"Đợt {number}")

    with django_assert_max_num_queries(25):
        page = administrator.get(address("reorganisations"))

    assert page.content.decode().count("Sắp xếp xã") == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER])
def test_others_read_a_draft_and_find_nothing_to_change_it_with(client, province, communes, role):
    kept = draft_of(province, merge(*communes[:2]))
    client.force_login(make_user(role, unit=province))

    listed, shown, previewed = (
        client.get(each)
        for each in (
            address("reorganisations"), address("reorganisation", kept), address("preview_reorganisation", kept),
        )
    )  # fmt: skip
    tried = [
        client.post(address(name, kept)).status_code
        for name in (
            "edit_reorganisation", "reorganisation_step", "order_reorganisation_steps", "apply_reorganisation",
            "reverse_reorganisation",
        )
    ]  # fmt: skip

    assert [each.status_code for each in (listed, shown, previewed)] == [200, 200, 200]
    assert tried == [403] * 5
    found = " ".join(each.content.decode() for each in (listed, shown, previewed))
    links = ("add_reorganisation",), ("edit_reorganisation", kept), ("apply_reorganisation", kept)
    assert [address(*link) in found for link in links] == [False] * 3


def test_the_administrator_of_another_unit_reads_in_scope_and_is_told_who_may_change_it(client, country, draft):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=country))

    shown, tried = client.get(address("reorganisation", draft)), client.post(address("apply_reorganisation", draft))

    assert shown.status_code == 200
    assert (tried.status_code, "do tỉnh Hưng Yên lập" in text(tried)) == (403, True)


def test_out_of_scope_it_is_not_found(client, draft):
    client.force_login(make_user(Role.ADMINISTRATOR, unit=make_unit("Thái Bình")))

    names = ("reorganisation", "preview_reorganisation", "edit_reorganisation", "reorganisation_step")
    assert [client.get(address(name, draft)).status_code for name in names] == [404] * 4
    assert "Sắp xếp xã" not in client.get(address("reorganisations")).content.decode()


def test_it_is_found_from_the_users_and_from_the_page_of_a_unit(administrator, province):
    pages = administrator.get(reverse("office:people")), administrator.get(reverse("office:unit", args=[province.uid]))

    assert [f'href="{address("reorganisations")}"' in page.content.decode() for page in pages] == [True, True]


# --- Drafting ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_begun_for_the_unit_worked_for(administrator, province):
    fields = {"title": "Sắp xếp xã", "legal_basis": "Nghị quyết 12", "on": "01/07/2026"}

    answer = administrator.post(address("add_reorganisation"), fields)

    kept = Reorganisation.objects.get()
    assert answer["Location"] == address("reorganisation", kept)
    assert (kept.unit, kept.title, kept.legal_basis, kept.on, kept.drafted_by) == (
        province, "Sắp xếp xã", "Nghị quyết 12", JULY, "Lê Thị An",
    )  # fmt: skip


def test_a_blank_title_is_said_at_its_field(administrator):
    answer = administrator.post(address("add_reorganisation"), {"title": " ", "on": "01/07/2026"})

    assert (answer.status_code, Reorganisation.objects.count()) == (422, 0)
    assert answer.context["form"].errors.keys() == {"title"}


def test_a_stale_draft_is_shown_with_both_texts_and_the_next_save_decides(administrator, draft):
    fields = {"title": "Của tôi", "legal_basis": "Nghị quyết 12", "on": "02/07/2026", "version": draft.version}
    revise_reorganisation(reorganisation=draft, title="Của người kia", on=JULY, steps=(), by=BY, at=AT)

    refused = administrator.post(address("edit_reorganisation", draft), fields)
    version = refused.context["form"]["version"].value()
    saved = administrator.post(address("edit_reorganisation", draft), fields | {"version": version})

    page = text(refused)
    assert (refused.status_code, "Người khác vừa sửa dự thảo này" in page) == (422, True)
    assert "Tên đợt sắp xếp Của người kia Của tôi" in page
    assert "Có hiệu lực từ 01/07/2026 02/07/2026" in page
    assert (saved.status_code, Reorganisation.objects.get().title) == (302, "Của tôi")


# --- Steps ------------------------------------------------------------------------------------------------------------


def test_units_are_named_by_name_or_code_and_merged_into_a_new_one(administrator, draft, communes):
    one, two, _three = communes

    answer = add_step(
        administrator, draft, "nhap", units=["xã một", two.code, ""], name="xã Chung", kind="commune", code="",
    )  # fmt: skip

    assert answer["Location"] == address("reorganisation", draft, "#buoc-1")
    made = NewUnit("Chung", "commune", "Xã Chung")
    assert steps_of(draft) == (Step(StepAct.MERGE, (str(one.uid), str(two.uid)), made=(made,)),)


def test_a_merger_may_go_into_a_unit_that_stays(administrator, draft, communes):
    add_step(administrator, draft, "nhap", units=["xã Một"], kind="commune", into="xã Hai")

    one, two, _three = communes
    assert steps_of(draft) == (Step(StepAct.MERGE, (str(one.uid),), into=str(two.uid)),)


def test_a_split_asks_first_which_unit_then_where_each_unit_under_it_goes(administrator, draft, communes):
    old = communes[0]
    east, west = (make_unit(name, kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=old) for name in ("Đông", "Tây"))

    asked = administrator.get(address("reorganisation_step", draft, "?viec=chia"))
    form = administrator.get(address("reorganisation_step", draft, "?viec=chia&don-vi=xã Một"))
    add_step(
        administrator, draft, "chia", "&don-vi=xã Một", **{
            "parts": "2", "name-0": "A", "kind-0": "commune", "name-1": "B", "kind-1": "ward", "share-0": "33,5",
            f"child-{east.uid}": "0", f"child-{west.uid}": "1",
        },
    )  # fmt: skip

    assert "Chia đơn vị nào?" in text(asked)
    assert "Đơn vị bên dưới về đâu" in text(form)
    assert [field.label for field in form.context["form"].child_fields()] == [
        "Thôn, tổ dân phố Đông", "Thôn, tổ dân phố Tây",
    ]  # fmt: skip
    made = (
        NewUnit("A", "commune", "Xã A", permille=335, children=(str(east.uid),)),
        NewUnit("B", "ward", "Phường B", children=(str(west.uid),)),
    )
    assert steps_of(draft) == (Step(StepAct.SPLIT, (str(old.uid),), made=made),)


def test_a_unit_to_split_that_is_not_there_is_said_at_its_box(administrator, draft, communes):
    page = administrator.get(address("reorganisation_step", draft, "?viec=chia&don-vi=xã Lạ"))

    assert "Không thấy đơn vị “xã Lạ”" in text(page)


def test_a_move_and_a_new_name_are_added_each_in_its_turn(administrator, draft, province, communes):
    add_step(administrator, draft, "chuyen", units=["xã Một", "xã Hai"], into="tỉnh Hưng Yên")
    add_step(administrator, draft, "doi-ten", unit="xã Ba", name="Bốn", kind="ward")

    one, two, three = (str(each.uid) for each in communes)
    assert steps_of(draft) == (
        Step(StepAct.MOVE, (one, two), into=str(province.uid)),
        Step(StepAct.RENAME, (three,), made=(NewUnit("Bốn", "ward", "Phường Bốn"),)),
    )


def test_more_boxes_keep_what_is_typed_and_save_nothing(administrator, draft, communes):
    more = administrator.post(
        address("reorganisation_step", draft, "?viec=nhap"),
        {"units": ["xã Một", "xã Ba"], "name": "Mới", "kind": "ward", "version": draft.version, "more": "1"},
    )

    boxes = re.findall(r'name="units" value="([^"]*)"', more.content.decode())
    focused = re.findall(r'id="(id_units_\d)"[^>]* autofocus', more.content.decode())
    assert (more.status_code, boxes, focused) == (200, ["xã Một", "xã Ba", ""], ["id_units_2"])
    assert (more.context["form"]["name"].value(), steps_of(draft)) == ("Mới", ())


def test_one_more_part_of_a_split_keeps_what_is_typed(administrator, draft, communes):
    fields = {"parts": "2", "name-0": "A", "name-1": "B", "version": draft.version, "more": "1"}

    page = administrator.post(address("reorganisation_step", draft, "?viec=chia&don-vi=xã Một"), fields)

    form = page.context["form"]
    assert [form[f"name-{place}"].value() for place in range(3)] == ["A", "B", None]
    assert form["parts"].value() == 3


@pytest.mark.parametrize(
    ("act", "fields", "sentence"),
    [
        ("nhap", {"units": ["xã Lạ", "xã Một"], "kind": "commune", "name": "X"}, "Không thấy đơn vị “xã Lạ”"),
        ("nhap", {"units": ["xã Một", "xã Hai"], "kind": "commune"}, "Bước 1 chưa rõ nhập vào đâu"),
        ("nhap", {"units": ["xã Một", "xã Một"], "kind": "commune", "name": "X"}, "được chọn hai lần"),
        ("nhap", {"units": ["tỉnh Thái Bình"], "kind": "commune", "into": "xã Một"}, "Không thấy đơn vị “tỉnh Thái"),
        ("doi-ten", {"unit": "xã Một", "name": ""}, "bắt buộc"),
    ],
)
def test_a_step_that_cannot_be_is_said_and_not_kept(administrator, draft, communes, act, fields, sentence):
    make_unit("Thái Bình")

    answer = add_step(administrator, draft, act, **fields)

    assert (answer.status_code, steps_of(draft)) == (422, ())
    assert sentence in text(answer)


def test_a_step_is_opened_as_it_was_typed_and_changed_in_its_place(administrator, province, communes):
    kept = draft_of(province, rename(communes[2], "Bốn"), merge(*communes[:2]))

    form = administrator.get(address("reorganisation_step", kept, "?so=2&viec=nhap")).context["form"]
    administrator.post(
        address("reorganisation_step", kept, "?so=2&viec=nhap"),
        {"units": form["units"].value(), "name": "Khác", "kind": "commune", "version": kept.version},
    )

    assert form["units"].value() == ["xã Một", "xã Hai"]
    assert form["name"].value() == "Chung"
    assert steps_of(kept) == (rename(communes[2], "Bốn"), merge(*communes[:2], name="Khác"))


def test_a_split_is_opened_with_its_parts_and_who_goes_where(administrator, province, communes):
    east = make_unit("Đông", kind=UnitKind.VILLAGE, level=Level.VILLAGE, under=communes[0])
    made = (
        NewUnit("A", "commune", "Xã A", permille=600),
        NewUnit("B", "commune", children=(str(east.uid),), permille=400),
    )
    kept = draft_of(province, Step(StepAct.SPLIT, (str(communes[0].uid),), made=made))

    form = administrator.get(address("reorganisation_step", kept, "?so=1&viec=chia")).context["form"]

    shown = [form[name].value() for name in ("name-0", "share-0", "name-1", "share-1", f"child-{east.uid}")]
    assert shown == ["A", "60", "B", "40", "1"]


@pytest.mark.parametrize(
    ("number", "to", "order"), [(2, "up", "bac"), (2, "down", "acb"), (2, "out", "ac"), (1, "up", "abc")]
)
def test_steps_are_put_in_another_order_and_dropped(administrator, province, communes, number, to, order):
    steps = dict(zip("abc", (rename(each, f"{each.name} mới") for each in communes), strict=True))
    kept = draft_of(province, *steps.values())

    administrator.post(
        address("order_reorganisation_steps", kept), {"number": number, "to": to, "version": kept.version}
    )

    assert steps_of(kept) == tuple(steps[each] for each in order)


def test_a_step_added_to_a_draft_that_another_changed_is_shown_beside_theirs_and_both_are_kept(
    administrator, province, communes
):
    kept = draft_of(province)
    theirs = rename(communes[2], "Bốn")
    revise_reorganisation(reorganisation=kept, title="Sắp xếp xã", on=JULY, steps=[theirs], by=BY, at=AT)
    fields = {"units": ["xã Một", "xã Hai"], "name": "Chung", "kind": "commune", "code": "", "under": "", "into": ""}

    refused = add_step(administrator, kept, "nhap", **fields, version=kept.version)
    form = refused.context["form"]
    saved = add_step(administrator, kept, "nhap", **fields, version=form["version"].value())

    page = text(refused)
    assert (refused.status_code, "Người khác vừa sửa dự thảo này" in page) == (422, True)
    assert "1. Đổi tên: xã Ba → Xã Bốn" in page
    assert form["units"].value() == ["xã Một", "xã Hai"]
    assert (saved.status_code, steps_of(kept)) == (302, (theirs, merge(*communes[:2])))


def test_a_step_that_is_not_there_is_not_moved(administrator, draft):
    answer = administrator.post(address("order_reorganisation_steps", draft), {"number": 4, "to": "up", "version": 1})

    assert (answer.status_code, "Bước này không còn trong dự thảo" in text(answer)) == (409, True)


def test_steps_of_a_draft_that_another_changed_are_not_reordered(administrator, province, communes):
    kept = draft_of(province, rename(communes[0], "A"), rename(communes[1], "B"))
    version = kept.version
    revise_reorganisation(reorganisation=kept, title="Tên khác", on=JULY, steps=from_json(kept.steps), by=BY, at=AT)

    answer = administrator.post(
        address("order_reorganisation_steps", kept), {"number": 2, "to": "up", "version": version}
    )

    assert (answer.status_code, "Người khác vừa sửa dự thảo này" in text(answer)) == (409, True)
    assert steps_of(kept) == (rename(communes[0], "A"), rename(communes[1], "B"))


def test_the_table_says_what_becomes_of_the_figures_of_each_sort_of_step(administrator, country):
    old, new = (make_unit(name, under=country) for name in ("Thái Bình", "Hải Dương"))
    communes = [make_commune(name, under=old) for name in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")]
    split = Step(
        StepAct.SPLIT, (str(communes[2].uid),), made=(NewUnit("A", "commune"), NewUnit("B", "commune", "Xã B"))
    )
    administrator.force_login(make_user(Role.ADMINISTRATOR, unit=country))
    kept = draft_of(country, merge(*communes[:2]), split, move(communes[3], new), rename(communes[4], "Khác"))

    page = text(administrator.get(address("reorganisation", kept)))

    assert "Nhập Xã Một , xã Hai Xã Chung Cộng trọn Số của hai nơi cộng lại." in page
    assert "Chia Xã Ba A, xã B Chưa rõ tỷ lệ Số cũ giữ ở cấp trên chung, phần mềm không tự chia." in page
    assert "Chuyển cấp trên Xã Bốn thuộc tỉnh Hải Dương Giữ nguyên Số trước ngày 01/07/2026 ở lại" in page
    assert "Đổi tên Xã Năm Xã Khác Giữ nguyên Tên cũ vẫn in trên báo cáo, quyết định cũ." in page


def test_the_page_of_a_draft_takes_as_many_queries_for_twenty_steps_as_for_two(
    administrator, province, django_assert_max_num_queries
):
    units = [make_commune(f"Xã số {number}", under=province) for number in range(40)]
    few = draft_of(province, *(merge(*units[place : place + 2]) for place in (0, 2)))
    many = draft_of(province, *(merge(*units[place : place + 2]) for place in range(0, 40, 2)))

    for kept, count in ((few, 2), (many, 20)):
        with django_assert_max_num_queries(33):
            page = administrator.get(address("reorganisation", kept))
        assert len(page.context["rows"]) == count


# --- Preview ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def form():
    make_indicator("models", "Mô hình", over_time=Combination.LATEST)
    made = make_form("sessions", "models")
    FormLine.objects.update(is_required=False)
    return made


@pytest.fixture
def planned(client, form, country, province):
    """A draft of the country that moves a commune with numbers to another province; its administrator is signed in."""
    commune, new = make_commune(under=province), make_unit("Thái Bình", under=country)
    file_and_accept(make_report(form, commune, month(3), sessions="3", models="1.700"), above=province)
    client.force_login(make_user(Role.ADMINISTRATOR, unit=country))
    return draft_of(country, move(commune, new))


def test_the_preview_shows_the_totals_that_change_as_they_are_written_here(client, planned):
    page = text(client.get(address("preview_reorganisation", planned)))

    assert "Sắp xếp xã: 2 tổng sẽ khác đi" in page
    assert "Tỉnh Hưng Yên Mô hình 2026 1.700 chưa có số –" in page
    assert "Tỉnh Thái Bình Mô hình 2026 chưa có số 1.700 –" in page
    assert "Không có báo cáo nào đang nhập hay chờ duyệt." in page
    assert Reorganisation.objects.get().state == "draft"


def test_a_difference_is_written_with_its_sign(client, planned, form):
    stays = make_commune("Ở Lại", under=Unit.objects.get(name="Hưng Yên"))
    file_and_accept(make_report(form, stays, month(3), models="2"), above=Unit.objects.get(name="Hưng Yên"))

    page = text(client.get(address("preview_reorganisation", planned)))

    assert "Tỉnh Hưng Yên Mô hình 2026 1.702 2 −1.700" in page


def test_of_many_totals_the_first_are_shown_with_the_number_of_the_rest(client, planned, monkeypatch):
    monkeypatch.setattr("thidua.office.reorganising.views.MOST_CHANGES", 1)

    page = text(client.get(address("preview_reorganisation", planned)))

    assert "Còn 1 tổng nữa khác đi." in page
    assert "Tỉnh Thái Bình Mô hình" not in page


def test_the_preview_says_where_stocks_are_kept_what_is_unfinished_and_whose_role_ends(
    administrator, form, province, communes
):
    one = communes[0]
    file_and_accept(make_report(form, one, month(3), models="7"), above=province)
    make_report(form, one, month(6), sessions="3")
    make_user(unit=one, full_name="Phạm Thị Lan")
    made = NewUnit("A", "commune", "Xã A"), NewUnit("B", "commune", "Xã B")
    kept = draft_of(province, Step(StepAct.SPLIT, (str(one.uid),), made=made))

    page = text(administrator.get(address("preview_reorganisation", kept)))

    assert "Số tồn giữ ở tỉnh Hưng Yên tới khi đơn vị mới báo cáo: 1 chỉ tiêu." in page
    assert "Báo cáo tháng, xã Một, tháng 6/2026" in page
    assert "Phạm Thị Lan, xã Một" in page


def test_a_draft_that_cannot_be_applied_says_so_and_offers_no_button(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]), rename(communes[0], "Khác"))

    page = administrator.get(address("preview_reorganisation", kept))

    assert "Sắp xếp xã: chưa áp dụng được" in text(page)
    assert "xã Một không hoạt động vào ngày 01/07/2026" in text(page)
    assert address("apply_reorganisation", kept) not in page.content.decode()


def test_an_applied_one_has_no_preview_any_more(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]))
    apply_reorganisation(reorganisation=kept, by=BY, at=AT)

    answer = administrator.get(address("preview_reorganisation", kept))

    assert answer["Location"] == address("reorganisation", kept)


# --- Applied, taken back ----------------------------------------------------------------------------------------------


def stored():
    return sorted(Total.objects.values_list("unit__name", "indicator__code", "period__label", "value"))


def test_what_was_previewed_is_applied_and_the_totals_are_right_at_once(client, planned):
    page = client.get(address("preview_reorganisation", planned)).content.decode()
    dialog = re.search(r'(?s)<dialog class="confirm" id="apply".*?</dialog>', page)[0]
    version = re.search(r'name="version" value="(\d+)"', dialog)[1]

    answer = client.post(address("apply_reorganisation", planned), {"version": version}, follow=True)

    assert "Áp dụng “Sắp xếp xã”?" in dialog
    assert "Sắp xếp xã: đã áp dụng từ 01/07/2026" in text(answer)
    assert ("Thái Bình", "models", "2026", 1700) in stored()
    assert ("Hưng Yên", "models", "2026", 1700) not in stored()
    assert TotalMark.objects.count() == 0


def test_a_double_click_applies_once(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]))

    answers = [administrator.post(address("apply_reorganisation", kept), {"version": kept.version}) for _click in "12"]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert "“Sắp xếp xã” đã áp dụng, không làm bước này được nữa" in text(answers[1])
    assert Unit.objects.filter(name="Chung").count() == 1
    assert AuditEntry.objects.filter(act="apply_reorganisation").count() == 1


def test_what_another_changed_since_the_preview_is_not_applied(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]))
    version = kept.version
    revise_reorganisation(reorganisation=kept, title="Khác", on=JULY, steps=[merge(*communes)], by=BY, at=AT)

    answer = administrator.post(address("apply_reorganisation", kept), {"version": version})

    assert (answer.status_code, "Người khác vừa sửa dự thảo này" in text(answer)) == (409, True)
    assert Reorganisation.objects.get().state == "draft"


def test_a_draft_that_cannot_be_applied_is_refused_and_changes_nothing(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]), rename(communes[0], "Khác"))

    answer = administrator.post(address("apply_reorganisation", kept), {"version": kept.version})

    assert (answer.status_code, Unit.objects.filter(name="Chung").count()) == (409, 0)


def test_an_applied_one_is_not_edited_any_more(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]))
    apply_reorganisation(reorganisation=kept, by=BY, at=AT)

    page = administrator.get(address("reorganisation", kept)).content.decode()
    answer = administrator.get(address("edit_reorganisation", kept))

    new = Unit.objects.get(name="Chung")
    assert f'href="{reverse("office:unit", args=[new.uid])}"' in page
    assert address("order_reorganisation_steps", kept) not in page
    assert (answer.status_code, "không còn là dự thảo" in text(answer)) == (409, True)


def test_it_is_taken_back_with_a_reason_and_the_totals_are_those_before(client, planned):
    client.get(address("preview_reorganisation", planned))
    client.post(address("apply_reorganisation", planned), {"version": planned.version})

    answer = client.post(address("reverse_reorganisation", planned), {"reason": "Lùi ngày"}, follow=True)

    page = text(answer)
    assert "Sắp xếp xã: đã hoàn tác" in page
    assert "Lý do hoàn tác: Lùi ngày" in page
    assert re.search(r"Trần Thu Hà hoàn tác \d\d/\d\d/\d{4}", page)
    assert ("Hưng Yên", "models", "2026", 1700) in stored()


def test_without_a_reason_it_is_not_taken_back(administrator, province, communes):
    kept = draft_of(province, merge(*communes[:2]))
    apply_reorganisation(reorganisation=kept, by=BY, at=AT)

    answer = administrator.post(address("reverse_reorganisation", kept), {"reason": " "})

    assert (answer.status_code, "Ghi lý do hoàn tác" in text(answer)) == (409, True)
    assert Reorganisation.objects.get().state == "applied"
