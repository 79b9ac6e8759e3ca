"""Records of the ledger, made by the product's own commands."""

import itertools

from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.honours.commands import StatedHolder, StatedHonour, add_holder, add_post, record_honour
from thidua.honours.models import ImportBatch
from thidua.sources.commands import store_file

FIGHTER = "chien_si_thi_dua_co_so"
_numbers = itertools.count(1)


def make_holder(keeper, kind="individual", name="Nguyễn Văn Thử", *, birth_year=None, gender="", body_unit=None):
    """A person, collective or household in the ledger of ``keeper``."""
    stated = StatedHolder(kind, name, birth_year, gender, body_unit)
    return add_holder(keeper=keeper, stated=stated, is_another=True, by=process_actor(keeper), at=AT)


def make_person(keeper, name="Lê Thị Hòa", *, birth_year=1975, gender="", unit="", since=None, until=None):
    """A person in the ledger of a unit, with a post where a unit is named."""
    holder = make_holder(keeper, name=name, birth_year=birth_year, gender=gender)
    if unit:
        add_post(holder=holder, title="", body=unit, since=since, until=until, by=process_actor(keeper), at=AT)
    return holder


def make_collective(keeper, name, *, body_unit=None):
    """A collective in the ledger; ``body_unit`` where it is a unit of the trees."""
    return make_holder(keeper, "collective", name, body_unit=body_unit)


def make_honour(holder, code="", *, year=2025, form_name="Hình thức như ghi", **fields):
    """An award that ``holder`` received; its source is the number of a decision."""
    stated = {"form_name": form_name, "form_code": code, "decision_number": f"{next(_numbers)}/QĐ", **fields}
    return record_honour(
        holder=holder, stated=StatedHonour(year=year, **stated), by=process_actor(holder.keeper), at=AT
    )


def give(holder, year, code=FIGHTER, **more):
    """An award of the law's catalogue that the holder received in a year."""
    return make_honour(holder, code, year=year, **{"form_name": code, "decision_number": f"{year}/QĐ-UBND", **more})


def make_batch(unit, state="undoing", name="danh-sach.xlsx"):
    """A list of past awards that a unit brought, in a state."""
    file = store_file(content=name.encode(), name=name, media_type="text/csv", by=process_actor(unit), at=AT)
    return ImportBatch.objects.create(
        unit=unit, file=file, name=name, state=state, rows=1, brought_by="Người thử", created_at=AT
    )
