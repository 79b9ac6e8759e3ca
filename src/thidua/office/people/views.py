"""Users: list, one user, new ones, roles, passwords."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core import clock
from thidua.core.actors import Role
from thidua.core.errors import Refused
from thidua.office.people import workbook
from thidua.office.people.forms import EditPersonForm, EndRoleForm, MoveForm, PersonForm, RoleForm, WorkbookForm
from thidua.organisations.queries import units_in_scope
from thidua.people import commands
from thidua.people.models import RoleGrant, User
from thidua.people.queries import holds_roles_elsewhere, roles_of, units_worked_for, users_in_scope
from thidua.vietnamese.fold import fold
from thidua.web.downloads import as_download
from thidua.web.errors import NotPermitted
from thidua.web.permissions import ADMINISTRATORS, WORKERS, allow
from thidua.web.requests import ActingRequest

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(ADMINISTRATORS)
@require_GET
def people(request: ActingRequest) -> HttpResponse:
    """List the users in scope; ``?q=`` searches name and sign-in name, ``?khoa=1`` shows closed accounts."""
    today = clock.today()
    closed = request.GET.get("khoa") == "1"
    found = users_in_scope(request.actor, on=today).filter(is_active=not closed)
    if text := request.GET.get("q", "").strip():
        named = [user.pk for user in found if fold(text) in fold(f"{user.full_name} {user.username}")]
        found = found.filter(pk__in=named)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    roles = roles_of(page.object_list, request.actor, on=today)
    rows = [(user, roles[user.pk]) for user in page.object_list]
    return render(request, "office/people/people.html", {"page": page, "rows": rows, "text": text, "closed": closed})


@allow(ADMINISTRATORS)
def add_person(request: ActingRequest) -> HttpResponse:
    """Create a user; the first password is shown once, on the page that follows."""
    initial = {"unit": _own_unit(request), "role": Role.OFFICER.value}
    form = PersonForm(request.POST or None, actor=request.actor, on=clock.today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = commands.create_user(
                new=form.new_user(), since=clock.today(), by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return _show_passwords(request, [(user, password)])
    return render(request, "office/people/add_person.html", {"form": form}, status=_status(form))


@allow(ADMINISTRATORS)
def import_people(request: ActingRequest) -> HttpResponse:
    """Create all users of a workbook, or none and say what is wrong in which row."""
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: list[workbook.RowFault] = []
    if request.method == "POST" and form.is_valid():
        today = clock.today()
        try:
            scope = units_in_scope(request.actor, on=today)
            rows, faults = workbook.read(form.cleaned_data["file"].read(workbook.LIMIT + 1), scope=scope)
            if not faults:
                made = commands.import_users(rows=rows, since=today, by=request.actor, at=clock.now())
                return _show_passwords(request, made)
        except Refused as refusal:
            form.add_error("file", str(refusal))
    status = 422 if faults else _status(form)
    return render(request, "office/people/import_people.html", {"form": form, "faults": faults}, status=status)


@allow(ADMINISTRATORS)
@require_GET
def import_form(_request: ActingRequest) -> HttpResponse:
    """Send the empty workbook."""
    return as_download(HttpResponse(workbook.empty_form(), content_type=XLSX), "mau-nguoi-dung.xlsx")


@allow(WORKERS)
@require_GET
def unit_options(request: ActingRequest) -> HttpResponse:
    """Suggest units in scope for what is typed so far (HTMX)."""
    text = fold(str(next(iter(request.GET.values()), "")))
    units = units_in_scope(request.actor, on=clock.today()).filter(until__isnull=True)
    if text:
        units = units.filter(Q(folded__contains=text) | Q(code=text))
    return render(request, "office/people/unit_options.html", {"units": units[:20]})


@allow(ADMINISTRATORS)
@require_GET
def person(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Show one user with the roles and the forms that change them."""
    return _person_page(request, _user(request, uid))


@allow(ADMINISTRATORS)
@require_POST
def edit_person(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Save what a user is called."""
    user, form = _own_user(request, uid), EditPersonForm(request.POST)
    if form.is_valid():
        try:
            commands.edit_user(user=user, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Đã lưu thông tin của %(user)s.") % {"user": form.cleaned_data["full_name"]})
            return redirect("office:person", uid=uid)
    return _person_page(request, user, edit_form=form)


@allow(ADMINISTRATORS)
@require_POST
def new_password(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Give a user a new first password and show it once."""
    user = _own_user(request, uid)
    return _show_passwords(request, [(user, commands.reset_password(user=user, by=request.actor, at=clock.now()))])


@allow(ADMINISTRATORS)
@require_POST
def close_account(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Close an account."""
    user = commands.deactivate_user(user=_own_user(request, uid), on=clock.today(), by=request.actor, at=clock.now())
    messages.success(request, _("Đã khóa tài khoản của %(user)s.") % {"user": user})
    return redirect("office:person", uid=uid)


@allow(ADMINISTRATORS)
@require_POST
def open_account(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Open a closed account."""
    user = commands.reactivate_user(user=_own_user(request, uid), by=request.actor, at=clock.now())
    messages.success(request, _("Đã mở lại tài khoản của %(user)s.") % {"user": user})
    return redirect("office:person", uid=uid)


@allow(ADMINISTRATORS)
@require_POST
def give_role(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Give a user one more role."""
    user, form = _user(request, uid), RoleForm(request.POST, actor=request.actor, on=clock.today())
    if form.is_valid():
        typed = form.cleaned_data
        try:
            commands.give_role(
                user=user, unit=typed["unit"], role=Role(typed["role"]), since=typed["since"], until=typed["until"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Đã giao vai trò cho %(user)s.") % {"user": user})
            return redirect("office:person", uid=uid)
    return _person_page(request, user, role_form=form)


@allow(ADMINISTRATORS)
@require_POST
def move_person(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Move a user to another unit on a day."""
    user, form = _own_user(request, uid), MoveForm(request.POST, actor=request.actor, on=clock.today())
    if form.is_valid():
        typed = form.cleaned_data
        try:
            commands.move_user(
                user=user, leave=typed["leave"], join=typed["join"], role=Role(typed["role"]), on=typed["on"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            message = _("Từ ngày %(on)s, %(user)s làm việc tại %(unit)s. Việc đang làm ở lại đơn vị cũ.")
            messages.success(request, message % {"on": f"{typed['on']:%d/%m/%Y}", "user": user, "unit": typed["join"]})
            return redirect("office:people")
    return _person_page(request, user, move_form=form)


@allow(ADMINISTRATORS)
@require_POST
def end_role(request: ActingRequest, uid: UUID) -> HttpResponse:
    """End a role on the day given, else today."""
    today = clock.today()
    scope = units_in_scope(request.actor, on=today)
    grants = RoleGrant.objects.filter(unit__in=scope, lent_by__isnull=True).select_related("user")
    grant = get_object_or_404(grants, uid=uid)
    form = EndRoleForm(request.POST)
    on = form.cleaned_data["on"] if form.is_valid() else today
    commands.end_role(grant=grant, on=on, by=request.actor, at=clock.now())
    messages.success(request, _("Đã thôi vai trò của %(user)s.") % {"user": grant.user})
    return redirect("office:person", uid=grant.user.uid)


def _user(request: ActingRequest, uid: UUID) -> User:
    return get_object_or_404(users_in_scope(request.actor, on=clock.today()), uid=uid)


def _own_user(request: ActingRequest, uid: UUID) -> User:
    """Return a user whose account is the actor's to change: with no role outside the actor's scope."""
    user = _user(request, uid)
    if holds_roles_elsewhere(user, request.actor, on=clock.today()):
        raise NotPermitted(_("Người này còn giữ vai trò ở đơn vị khác. Nhờ người quản trị cấp trên sửa tài khoản."))
    return user


def _own_unit(request: ActingRequest) -> str:
    return str(units_worked_for(request.actor).filter(pk__in=[request.actor.unit_id]).first() or "")


def _status(form: Form) -> int:
    return 422 if form.errors else 200


def _person_page(
    request: ActingRequest,
    user: User,
    *,
    edit_form: EditPersonForm | None = None,
    role_form: RoleForm | None = None,
    move_form: MoveForm | None = None,
) -> HttpResponse:
    today = clock.today()
    grants = roles_of([user], request.actor, on=today)[user.pk]
    fields = {"full_name": user.full_name, "address": user.address, "post": user.post, "version": user.version}
    leave = str(grants[0].unit) if grants else ""
    context = {
        "person": user,
        "grants": grants,
        "today": today,
        "edit_form": edit_form or EditPersonForm(initial=fields),
        "role_form": role_form or RoleForm(actor=request.actor, on=today, initial={"since": today}),
        "move_form": move_form or MoveForm(actor=request.actor, on=today, initial={"on": today, "leave": leave}),
    }
    failed = any(form is not None and form.errors for form in (edit_form, role_form, move_form))
    return render(request, "office/people/person.html", context, status=422 if failed else 200)


def _show_passwords(request: ActingRequest, made: list[tuple[User, str]]) -> HttpResponse:
    response = render(request, "office/people/passwords.html", {"made": made})
    response["Cache-Control"] = "no-store"
    return response
