"""Tags and filters of the pages. Built in: no template loads them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from thidua.core import clock
from thidua.core.actors import Actor
from thidua.people.choices import HeldRole
from thidua.reading import confidence
from thidua.vietnamese import writing
from thidua.web import formats
from thidua.web.addresses import address
from thidua.web.states import STATES

register = template.Library()

register.filter("initials", formats.initials)
register.filter("weekday", formats.weekday)
register.filter("in_sentence", formats.in_sentence)
ICON_STROKE = "1.9"


@register.filter
def number(value: Decimal | int | None, decimals: int = 0) -> str:
    """Write a number as 1.600; nothing for ``None``."""
    return "" if value is None else writing.number(value, decimals)


@register.filter
def scaled(value: int | None, decimals: int = 0) -> str:
    """Write a stored figure, an integer scaled by its indicator's decimals."""
    return "" if value is None else writing.scaled(value, decimals)


@register.filter
def difference(value: int | None, decimals: int = 0) -> str:
    """Write a scaled difference with its sign."""
    return "" if value is None else writing.difference(value, decimals)


@register.filter
def percent(value: Decimal | float | None, decimals: int = 1) -> str:
    """Write per cent as 64,2%."""
    return "" if value is None else formats.percent(value, decimals=decimals)


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day as 05/06/2020."""
    return formats.day(value)


@register.filter
def instant(value: datetime | None) -> str:
    """Write an instant as 12/11/2026 16:20."""
    return formats.instant(value)


@register.filter
def distance(value: date) -> str:
    """Say how far a due day is from today."""
    return formats.distance(value, clock.today())


@register.filter
def near_day(value: date) -> str:
    """Write a due day in words and as a date."""
    return formats.near_day(value, clock.today())


@register.filter
def moment(value: datetime) -> str:
    """Say when something happened: the hour of today, yesterday, else the day."""
    return formats.moment(value, clock.today())


@register.filter
def is_past(value: date | None) -> bool:
    """Whether a due day has gone by."""
    return value is not None and value < clock.today()


@register.simple_tag
def icon(name: str, size: int = 18, label: str = "", css: str = "") -> SafeString:
    """Draw a Lucide icon; hidden from screen readers unless ``label`` names it."""
    return _drawn(str(name), int(size), str(label), str(css))


@lru_cache(maxsize=1024)
def _drawn(name: str, size: int, label: str, css: str) -> SafeString:
    """Draw an icon once: a page has a hundred, and each takes as long as a row of its table."""
    named = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    attributes = {"class": f"icon {css}".strip(), "stroke_width": ICON_STROKE, "focusable": "false", **named}
    # Lucide's own drawings and attributes escaped by its XML writer.
    return mark_safe(lucide._render_icon(name, size, **attributes))  # noqa: S308, SLF001


@register.inclusion_tag("web/components/chip.html")
def chip(state: str, word: str = "") -> dict[str, Any]:
    """Draw the chip of a state of ``web.states``, with its own word or another."""
    shown = STATES[state]
    return {"word": word or shown.word, "icon_name": shown.icon, "tone": shown.tone}


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: str, name: str, **values: Any) -> SafeString:
    """Draw ``web/components/<name>.html`` around the content, with nothing of the page's own context but CSRF."""
    if context.template is None:
        raise template.TemplateSyntaxError("component: no template is being rendered")
    inner = context.new({**values, "content": content, "csrf_token": context.get("csrf_token")})
    return context.template.engine.get_template(f"web/components/{name}.html").render(inner)


@register.simple_tag(takes_context=True)
def url_if_exists(context: Context, name: str, **values: Any) -> str:
    """Return the address of ``name``, or nothing where there is no such page or the page's actor may not open it."""
    return address(name, for_actor=context.get("actor"), **values)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """Return the page's query string with some values changed; ``None`` and blank drop a value."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def bars(percent_value: int) -> list[bool]:
    """Return which of the five bars of a confidence are filled."""
    return [percent_value > step * 20 - 10 for step in range(1, 6)]


@register.filter
def is_sure(percent_value: int) -> bool:
    """Return whether a fact of that confidence, in per cent, is marked sure."""
    return confidence.is_sure(percent_value / 100)


@register.filter
def page_numbers(paginator: Paginator[Any], current: int) -> list[int]:
    """Return the page numbers to offer; 0 stands for a gap."""
    gap = str(Paginator.ELLIPSIS)
    elided = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [0 if str(number) == gap else int(number) for number in elided]


@register.filter
def roles_in_words(actor: Actor, unit_id: int | None = None) -> str:
    """Name the roles that an actor holds at a unit, the one worked for unless another is given."""
    at = unit_id or actor.unit_id
    held = {grant.role for grant in actor.grants if grant.unit_id == at}
    words = [str(role.label) for role in HeldRole if role.value in held]
    return ", ".join(words)[:1].upper() + ", ".join(words)[1:]
