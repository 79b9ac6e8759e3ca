"""A role lent to a colleague: for days, never more than the lender has, done «thay mặt», taken back at will."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.utils import IntegrityError
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_user

from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.people.commands import deactivate_user, end_role, give_role, lend_role, make_token, take_back_role
from thidua.people.commands.tokens import NewToken
from thidua.people.models import RoleGrant
from thidua.people.queries import actor_of, colleagues, lendings

pytestmark = pytest.mark.django_db

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def province():
    return make_unit("Hưng Yên")


@pytest.fixture
def lender(province):
    return make_user(Role.APPROVER, unit=province, full_name="Lê Văn An")


@pytest.fixture
def colleague(province):
    return make_user(Role.OFFICER, unit=province, full_name="Trần Thu Hà")


def acting(user, on=TODAY):
    return actor_of(user, on=on)


def lend(lender, to, *, role=Role.APPROVER, unit=None, since=TODAY, until=NEXT_WEEK):
    unit = unit or lender.working_unit
    return lend_role(role=role, to=to, unit=unit, since=since, until=until, by=acting(lender), at=AT)


class TestWhileItIsLent:
    def test_the_colleague_has_the_role_on_its_days_and_no_longer(self, lender, colleague):
        lend(lender, colleague, since=TODAY + timedelta(days=1))

        days = [TODAY, TODAY + timedelta(days=1), NEXT_WEEK - timedelta(days=1), NEXT_WEEK]
        assert [acting(colleague, day).has(Role.APPROVER) for day in days] == [False, True, True, False]

    def test_the_lender_keeps_the_role(self, lender, colleague):
        lend(lender, colleague)

        assert acting(lender).has(Role.APPROVER)

    def test_what_only_the_lent_role_allows_is_done_in_the_lenders_name(self, lender, colleague):
        lend(lender, colleague)
        actor = acting(colleague)

        labels = [actor.acting_with(*roles).label for roles in ([Role.APPROVER], [Role.APPROVER, Role.OFFICER])]

        assert labels == ["Trần Thu Hà, thay mặt Lê Văn An", "Trần Thu Hà"]

    def test_it_stops_when_the_lender_no_longer_holds_the_role(self, lender, colleague):
        lend(lender, colleague)
        end_role(grant=lender.grants.get(), on=TODAY, by=acting(colleague), at=AT)

        assert acting(colleague).roles == {Role.OFFICER}
        assert lendings(acting(colleague), on=TODAY) == []

    def test_it_stops_when_the_lenders_account_is_closed(self, lender, colleague):
        lend(lender, colleague)
        deactivate_user(user=lender, on=TODAY, by=acting(colleague), at=AT)

        assert acting(colleague).roles == {Role.OFFICER}

    def test_it_stops_when_the_colleague_leaves_the_unit(self, lender, colleague):
        lend(lender, colleague)
        own = colleague.grants.get(lent_by__isnull=True)
        end_role(grant=own, on=TODAY + timedelta(days=1), by=acting(lender), at=AT)

        assert acting(colleague, TODAY + timedelta(days=1)).grants == ()

    def test_an_administrator_may_still_give_the_role_for_good_and_then_it_is_the_colleagues_own(
        self, lender, colleague, province
    ):
        lend(lender, colleague)
        give_role(user=colleague, unit=province, role=Role.APPROVER, since=TODAY, by=acting(lender), at=AT)

        assert acting(colleague).acting_with(Role.APPROVER).label == "Trần Thu Hà"

    def test_no_key_for_another_machine_is_made_with_it(self, lender, colleague):
        lend(lender, colleague)
        new = NewToken(name="Kho dữ liệu", role=Role.APPROVER, can_write=True, until=NEXT_WEEK)

        with pytest.raises(Refused, match="không giữ vai trò này"):
            make_token(new=new, by=acting(colleague), at=AT)


class TestLending:
    def test_is_audited_and_done_once_by_a_double_click(self, lender, colleague, province):
        first, second = lend(lender, colleague), lend(lender, colleague)

        [entry] = AuditEntry.objects.filter(act="lend_role")
        assert (first, colleague.grants.count()) == (second, 2)
        assert (entry.actor_label, entry.object_label, entry.unit_id_value) == ("Lê Văn An", "Trần Thu Hà", province.pk)
        assert entry.after == {
            "role": "approver",
            "since": TODAY.isoformat(),
            "until": NEXT_WEEK.isoformat(),
            "lent_by": "Lê Văn An",
        }

    def test_both_see_it_until_it_is_over(self, lender, colleague):
        grant = lend(lender, colleague)

        seen = [lendings(acting(user), on=day) for user in (lender, colleague) for day in (TODAY, NEXT_WEEK)]

        assert seen == [[grant], [], [grant], []]

    def test_a_lent_role_always_ends(self, lender, colleague, province):
        with pytest.raises(IntegrityError):
            RoleGrant.objects.create(
                user=colleague, unit=province, role=Role.LEADER, since=TODAY, lent_by=lender, created_at=AT
            )

    def test_colleagues_are_those_with_a_role_of_their_own_at_the_unit(self, lender, colleague, province):
        make_user(unit=make_unit("Quảng Trị"))
        make_user(unit=province, until=TODAY)
        make_user(unit=province, is_active=False)

        assert list(colleagues(lender.pk, province.pk, on=TODAY)) == [colleague]


class TestRefusals:
    def test_a_role_that_the_lender_does_not_hold(self, lender, colleague):
        with pytest.raises(Refused, match="không giữ vai trò này"):
            lend(lender, colleague, role=Role.LEADER)

    def test_days_on_which_the_lender_no_longer_holds_it(self, province, colleague):
        leaving = make_user(Role.APPROVER, unit=province, until=TODAY + timedelta(days=3))

        with pytest.raises(Refused, match="không giữ vai trò này"):
            lend(leaving, colleague)

    def test_a_role_that_was_lent_to_the_lender(self, lender, colleague, province):
        third = make_user(unit=province)
        lend(lender, colleague)

        with pytest.raises(Refused, match="không giữ vai trò này"):
            lend(colleague, third)

    def test_a_role_at_a_unit_where_the_lender_has_none(self, lender, colleague):
        elsewhere = make_unit("Quảng Trị")

        with pytest.raises(Refused, match="không giữ vai trò này"):
            lend(lender, colleague, unit=elsewhere)

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COUNCIL_MEMBER])
    def test_roles_that_nobody_lends(self, province, colleague, role):
        holder = make_user(role, unit=province)

        with pytest.raises(Refused, match="không ủy quyền được"):
            lend(holder, colleague, role=role)

    def test_somebody_of_another_unit_oneself_and_who_only_acts_for_others(self, lender, province):
        foreign = make_user(unit=make_unit("Quảng Trị"))
        gone = make_user(unit=province, until=TODAY)

        for to in (foreign, gone):
            with pytest.raises(Refused, match="người cùng đơn vị"):
                lend(lender, to)
        with pytest.raises(Refused, match="người cùng đơn vị"):
            lend(lender, lender, role=Role.APPROVER)

    def test_who_has_the_role_already_own_or_lent(self, lender, colleague, province):
        other = make_user(Role.APPROVER, unit=province)
        lend(lender, colleague)

        with pytest.raises(Refused, match="Trần Thu Hà đã có vai trò này"):
            lend(other, colleague)
        with pytest.raises(Refused, match="đã có vai trò này"):
            lend(lender, other)

    @pytest.mark.parametrize(
        ("since", "until", "sentence"),
        [
            (TODAY, TODAY, "Ngày cuối phải từ ngày đầu"),
            (TODAY - timedelta(days=1), NEXT_WEEK, "từ hôm nay trở đi"),
            (TODAY, TODAY + timedelta(days=185), "dài nhất sáu tháng"),
        ],
    )
    def test_days_that_are_none_past_or_too_many(self, lender, colleague, since, until, sentence):
        with pytest.raises(Refused, match=sentence):
            lend(lender, colleague, since=since, until=until)


class TestTakingBack:
    def test_opens_nothing_from_that_moment_and_the_row_stays(self, lender, colleague):
        grant = lend(lender, colleague)
        at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

        kept = [take_back_role(grant=grant, by=acting(lender), at=at) for _press in range(2)]

        assert acting(colleague).roles == {Role.OFFICER}
        assert [row.taken_back_at for row in kept] == [at, at]
        assert AuditEntry.objects.filter(act="take_back_lent_role").count() == 1
        assert lend(lender, colleague).taken_back_at is None

    def test_is_for_the_lender_and_an_administrator_of_the_unit(self, lender, colleague, province):
        grant = lend(lender, colleague)
        foreign = make_user(Role.ADMINISTRATOR, unit=make_unit("Quảng Trị"))

        for other in (colleague, foreign):
            with pytest.raises(Refused, match="Chỉ người đã ủy quyền"):
                take_back_role(grant=grant, by=acting(other), at=AT)
        administrator = make_user(Role.ADMINISTRATOR, unit=province)
        assert take_back_role(grant=grant, by=acting(administrator), at=AT).taken_back_at == AT

    def test_a_role_of_ones_own_is_not_taken_back_so(self, lender):
        with pytest.raises(Refused, match="Chỉ người đã ủy quyền"):
            take_back_role(grant=lender.grants.get(), by=acting(lender), at=AT)


def test_what_an_actor_is_takes_one_query_however_much_is_lent(lender, colleague, province, django_assert_num_queries):
    leader = make_user(Role.LEADER, unit=province, since=date(2020, 1, 1))
    lend(lender, colleague)
    lend(leader, colleague, role=Role.LEADER)

    with django_assert_num_queries(1):
        assert acting(colleague).roles == {Role.OFFICER, Role.APPROVER, Role.LEADER}
