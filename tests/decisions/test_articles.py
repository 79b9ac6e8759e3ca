"""The awards of the five articles as rounds (corpus 001 to 005), with their counts as the articles give them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.decisions import FLAG, MINISTRY_CERTIFICATE, clear, draft, make_round, officer
from tests.factories.honours import make_holder
from tests.factories.organisations import AT, make_unit

from thidua.core.errors import Refused
from thidua.decisions.choices import PaperKind
from thidua.decisions.commands import issue_decision
from thidua.decisions.models import AwardDecision
from thidua.decisions.queries.papers import document_of
from thidua.honours.models import Honour
from thidua.law.catalogue import award_form
from thidua.nominations.models import Nomination
from thidua.organisations.choices import Level, UnitKind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
MINISTER = "Bộ trưởng Bộ Công an"
DEED = "Có thành tích xuất sắc trong phong trào Toàn dân bảo vệ an ninh Tổ quốc, giai đoạn 2021 - 2026"


def nominated(round_, code, collectives=0, individuals=0):
    """Nominations of a round for one award, so many as an article counts; all wait for a decision."""
    kinds = ["collective"] * collectives + ["individual"] * individuals
    rows = []
    for place, kind in enumerate(kinds, start=1):
        holder = make_holder(round_.unit, kind, f"Điển hình {place:03}")
        rows.append(
            Nomination.objects.create(
                round=round_,
                unit=round_.unit,
                number=place,
                holder=holder,
                kind=kind,
                name=holder.name,
                folded=holder.folded,
                sort_key=holder.sort_key,
                award_code=code,
                award_name=award_form(code).name,
                type="movement",
                year=2026,
                achievement=f"{DEED}, phần việc {place}",
                state="to_decide",
                moved_at=AT,
                created_at=AT,
            )
        )
    clear(rows)
    return rows


@pytest.fixture
def ministry():
    return make_unit("Công an", kind=UnitKind.MINISTRY, level=Level.COUNTRY)


def test_the_ministrys_certificate_for_103_collectives_and_94_persons(ministry):
    """Article 005: «Bộ Công an tặng Bằng khen cho 103 tập thể, 94 cá nhân»."""
    round_ = make_round(ministry, authority=MINISTER, codes=[MINISTRY_CERTIFICATE])
    rows = nominated(round_, MINISTRY_CERTIFICATE, 103, 94)
    made = draft(round_, *rows, title="Về việc tặng Bằng khen", symbol="QĐ-BCA")

    with CaptureQueriesContext(connection) as asked:
        made = issue_decision(decision=made, number="9001", dated_on=TODAY, by=officer(ministry), at=AT).decision

    lines = list(made.lines.all())
    assert [line.golden_number for line in lines] == list(range(1, 198))
    assert [line.kind for line in lines] == ["collective"] * 103 + ["individual"] * 94
    assert sum(line.bonus for line in lines) == 103 * 7_590_000 + 94 * 3_800_000
    assert set(Honour.objects.values_list("decision_number", "authority__name")) == {("9001/QĐ-BCA", MINISTER)}
    assert (Honour.objects.count(), Nomination.objects.filter(state="decided").count()) == (197, 197)
    assert len(asked) < 150
    (first, *_rest) = document_of(made, PaperKind.DECISION, on=TODAY).blocks[-4:]
    assert "Tặng Bằng khen của Bộ trưởng Bộ Công an cho 103 tập thể, 94 cá nhân" in "".join(
        run.text for run in first.text
    )


def test_the_flag_for_three_persons_is_refused_with_the_article_and_the_way_to_correct_it(ministry):
    """Article 004: «tặng Cờ thi đua xuất sắc cho 3 cá nhân»: a slip of the press; flags go to collectives alone."""
    round_ = make_round(ministry, authority=MINISTER, codes=[FLAG])
    rows = nominated(round_, FLAG, individuals=3)

    with pytest.raises(Refused) as refused:
        draft(round_, *rows, symbol="QĐ-BCA")

    told = str(refused.value)
    assert told.startswith(
        "3 hồ sơ không vào quyết định được. Điển hình 001: “Cờ thi đua của bộ, ban, ngành, tỉnh” chỉ"
    )
    assert "chỉ tặng cho tập thể, không tặng cho cá nhân (06/2022/QH15, Điều 26)" in told
    assert "Ghi lại người nhận là tập thể, hoặc đề nghị hình thức tặng cho cá nhân: “Bằng khen" in told
    assert (AwardDecision.objects.count(), Honour.objects.count()) == (0, 0)


def test_the_same_flag_for_collectives_is_issued(ministry):
    """Article 004 as it should be read: three collectives."""
    round_ = make_round(ministry, authority=MINISTER, codes=[FLAG])

    made = draft(round_, *nominated(round_, FLAG, collectives=3), symbol="QĐ-BCA")
    issue_decision(decision=made, dated_on=TODAY, by=officer(ministry), at=AT)

    assert [line.bonus for line in made.lines.all()] == [20_240_000] * 3


def test_the_provinces_certificates_of_article_004(province):
    """Article 004: «UBND tỉnh tặng Bằng khen cho 13 tập thể và 2 cá nhân», beside two flags, in two decisions."""
    round_ = make_round(province, codes=[FLAG, MINISTRY_CERTIFICATE])
    certificates = nominated(round_, MINISTRY_CERTIFICATE, 13, 2)
    for place, row in enumerate(certificates, start=100):
        Nomination.objects.filter(pk=row.pk).update(number=place)
    flags = nominated(round_, FLAG, collectives=2)

    codes = [
        issue_decision(decision=draft(round_, *rows), dated_on=TODAY, by=officer(province), at=AT).decision.code
        for rows in (certificates, flags)
    ]

    assert codes == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert Honour.objects.filter(holder__kind="collective").count() == 15
