"""How numbers are written in Vietnamese text: 1.600 · 64,2% · −126 (a true minus)."""

from __future__ import annotations

from decimal import Decimal

MINUS = "\u2212"
_SMALL = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SCALES = ("", "nghìn", "triệu", "tỷ")
_LAST_OF_TENS = {(True, 1): "mốt", (True, 4): "tư", (True, 5): "lăm", (False, 5): "lăm"}


def number(value: Decimal | int, decimals: int = 0) -> str:
    """Return ``value`` with a full stop between thousands and a decimal comma, without useless noughts.

    >>> number(2530000), number(-126), number(Decimal("64.20"), 2)
    ('2.530.000', '−126', '64,2')
    """
    text = f"{abs(value):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    if decimals:
        text = text.rstrip("0").rstrip(",")
    return f"{MINUS}{text}" if value < 0 and text.strip("0,") else text


def scaled(value: int, decimals: int) -> str:
    """Return an integer scaled by ``decimals`` as it is read.

    >>> scaled(642, 1), scaled(1000, 1), scaled(1486, 0)
    ('64,2', '100', '1.486')
    """
    return number(Decimal(value).scaleb(-decimals), decimals)


def difference(value: int, decimals: int = 0) -> str:
    """Return a scaled difference with its sign, plus included.

    >>> difference(229), difference(-126), difference(0)
    ('+229', '−126', '0')
    """
    text = scaled(value, decimals)
    return f"+{text}" if value > 0 else text


def share(permille: Decimal) -> str:
    """Return a change in thousandths as per cent with its sign and one decimal.

    >>> share(Decimal(110)), share(Decimal(-63)), share(Decimal(0))
    ('+11,0%', '−6,3%', '0%')
    """
    if not permille:
        return "0%"
    text = f"{abs(permille) / 10:,.1f}".translate(str.maketrans(",.", ".,"))
    return f"{'+' if permille > 0 else MINUS}{text}%"


def counted(count: int) -> str:
    """Return a small count as a word, a larger one in figures.

    >>> counted(4), counted(11)
    ('bốn', '11')
    """
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def in_words(value: int) -> str:
    """Return a whole number from nought to below a thousand billion as it is said, with capitals left to the caller.

    >>> in_words(2_530_000), in_words(1_005_015)
    ('hai triệu năm trăm ba mươi nghìn', 'một triệu không trăm linh năm nghìn không trăm mười lăm')
    >>> in_words(21), in_words(24), in_words(101), in_words(0)
    ('hai mươi mốt', 'hai mươi tư', 'một trăm linh một', 'không')
    """
    groups = [value // 1000**power % 1000 for power in range(len(_SCALES))]
    if not 0 <= value < 1000 ** len(_SCALES):
        raise ValueError(f"{value} is not written in words")
    first = max((power for power, group in enumerate(groups) if group), default=0)
    said = [
        f"{_below_thousand(groups[power], is_first=power == first)} {_SCALES[power]}".rstrip()
        for power in range(first, -1, -1)
        if groups[power]
    ]
    return " ".join(said) or _SMALL[0]


def _below_thousand(value: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = [] if is_first and not hundreds else [_SMALL[hundreds], "trăm"]
    if not rest:
        return " ".join(said)
    if not tens:
        return " ".join([*said, "linh", _SMALL[ones]] if said else [_SMALL[ones]])
    said += ["mười"] if tens == 1 else [_SMALL[tens], "mươi"]
    if ones:
        said.append(_LAST_OF_TENS.get((tens > 1, ones), _SMALL[ones]))
    return " ".join(said)
