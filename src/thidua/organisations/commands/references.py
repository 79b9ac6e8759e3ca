"""Finding the unit that a record means: by its key, or as ``code:33``, whoever has that code on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thidua.core.errors import Refused
from thidua.organisations.models import Unit, UnitDescription
from thidua.organisations.records import UnitFile
from thidua.organisations.rules import Span

_CODE = "code:"


class References:
    """The units of a file and of the database, by key and by code."""

    def __init__(self, file: UnitFile) -> None:
        self._ids: dict[str, int] = {}
        self._lives = {unit.key: Span(unit.since, unit.until) for unit in file.units}
        self._names = {unit.key: unit.names[-1].full_name for unit in file.units if unit.names}
        self._codes: dict[str, list[tuple[Span, str]]] = {}
        for unit in file.units:
            for name in unit.names:
                self._codes.setdefault(name.code, []).append((Span(name.since, name.until), unit.key))
        rows = Unit.objects.values_list("pk", "load_key", "full_name", "since", "until")
        self._keys: dict[int, str] = {}
        for pk, load_key, full_name, since, until in rows.iterator(chunk_size=5_000):
            key = load_key or f"id:{pk}"
            self._keys[pk] = key
            self._ids[key] = pk
            self._names.setdefault(key, full_name)
            self._lives.setdefault(key, Span(since, until))

    def learn(self, ids: Mapping[str, int]) -> None:
        """Take in the rows that were just created."""
        self._ids.update(ids)

    def key_of(self, reference: str, on: date | None, *, wanted_by: str, before: bool = False) -> str:
        """Return the key of the unit that ``reference`` means on the day ``on`` (``before``: on the eve).

        Raises:
            Refused: there is none; the sentence says which and who named it.
        """
        if reference in self._lives:
            return reference
        found = self._with_code(reference[len(_CODE) :], on, before=before) if reference.startswith(_CODE) else None
        if found is None:
            raise Refused(
                _("Không có đơn vị nào mang mã “%(code)s” mà “%(unit)s” nhắc đến. Kiểm tra lại mã trong tệp."),
                code=reference.removeprefix(_CODE), unit=self._names.get(wanted_by, wanted_by),
            )  # fmt: skip
        return found

    def id_of(self, reference: str, on: date | None = None, *, before: bool = False) -> int:
        """Return the primary key of the unit that ``reference`` means."""
        known = self._ids.get(reference)
        return self._ids[self.key_of(reference, on, wanted_by=reference, before=before)] if known is None else known

    def life_of(self, key: str) -> Span:
        """Return the span in which the unit lives."""
        return self._lives[key]

    def name_of(self, key: str) -> str:
        """Return its newest full name."""
        return self._names[key]

    def _with_code(self, code: str, on: date | None, *, before: bool) -> str | None:
        day = date.min if on is None else on - timedelta(days=1) if before else on
        for span, key in self._codes.get(code, ()):
            if span.holds(day):
                return key
        for row in UnitDescription.objects.filter(code=code):
            if Span(row.since, row.until).holds(day):
                return self._keys[row.unit_id]
        return None
