"""Forms that save against a version, and how a refusal reaches the form it came from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise

from thidua.core.errors import Refused, Stale


@dataclass(frozen=True)
class TwoTexts:
    """A field that two people changed: what was saved first, and what is in the form."""

    label: str | Promise
    theirs: str
    ours: str


class SavedForm(forms.Form):
    """A form of one row. After a stale save it holds both texts and the newer version, so that saving again decides."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    both: tuple[TwoTexts, ...] = ()

    def keep_both(self, stale: Stale) -> None:
        """Show what the other saved beside what is typed; the next save is against the newer version."""
        fields = {name: field for name, field in self.fields.items() if name in stale.theirs}
        self.both = tuple(
            TwoTexts(field.label or name, str(stale.theirs[name] or ""), str(stale.ours[name] or ""))
            for name, field in fields.items()
            if stale.theirs[name] != stale.ours[name]
        )
        self.data = {**self.data, "version": stale.values.get("version", "")}


@contextmanager
def refusals_shown_on(form: SavedForm) -> Iterator[None]:
    """Turn a refusal into an error of ``form``, at its field where it names one."""
    try:
        yield
    except Refused as refusal:
        if isinstance(refusal, Stale):
            form.keep_both(refusal)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
