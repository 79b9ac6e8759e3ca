"""Records of the ledger, made by the product's own commands."""

from tests.factories.organisations import AT
from tests.factories.people import process_actor

from thidua.honours.commands import StatedHolder, StatedHonour, add_holder, add_post, record_honour

FIGHTER = "chien_si_thi_dua_co_so"


def make_person(keeper, name="Lê Thị Hòa", *, birth_year=1975, gender="", unit="", since=None, until=None):
    """A person in the ledger of a unit, with a post where a unit is named."""
    stated = StatedHolder("individual", name, birth_year, gender)
    holder = add_holder(keeper=keeper, stated=stated, by=process_actor(keeper), at=AT)
    if unit:
        add_post(holder=holder, title="", body=unit, since=since, until=until, by=process_actor(keeper), at=AT)
    return holder


def make_collective(keeper, name, *, body_unit=None):
    """A collective in the ledger; ``body_unit`` where it is a unit of the trees."""
    stated = StatedHolder("collective", name, body_unit=body_unit)
    return add_holder(keeper=keeper, stated=stated, by=process_actor(keeper), at=AT)


def give(holder, year, code=FIGHTER, **more):
    """An award that the holder received in a year."""
    stated = {"form_name": code, "form_code": code, "decision_number": f"{year}/QĐ-UBND", **more}
    return record_honour(
        holder=holder, stated=StatedHonour(year=year, **stated), by=process_actor(holder.keeper), at=AT
    )
