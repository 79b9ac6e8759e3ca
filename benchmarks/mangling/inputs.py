"""What an input is, and a sound text to spoil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

SOUND = (
    "Tổng kết phong trào thi đua ở tỉnh Sơn Bình\n\n"
    "Ngày 12/11/2019, Ủy ban nhân dân tỉnh Sơn Bình tổ chức Hội nghị tổng kết phong trào giai đoạn 2014-2019.\n"
    "Dự hội nghị có Đại tá Lê Văn Mẫu, Giám đốc Công an tỉnh Sơn Bình.\n"
    "Các tổ hòa giải đã hòa giải thành 2.822 vụ; có 12 tập thể được nhận Bằng khen của UBND tỉnh Sơn Bình.\n"
)
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Mangled:
    """One input.

    Attributes:
        name: what is wrong with it, in a few words.
        suffix: the file's ending.
        make: gives its bytes.
    """

    name: str
    suffix: str
    make: Callable[[], bytes]


def typed(name: str, text: str, suffix: str = ".txt", encoding: str = "utf-8") -> Mangled:
    """Return an input that is ``text`` in ``encoding``."""
    return Mangled(name, suffix, partial(text.encode, encoding, "surrogatepass"))


def filled(name: str, piece: str | bytes, size: int, suffix: str = ".txt") -> Mangled:
    """Return an input of ``size`` bytes, ``piece`` over and over."""
    one = piece.encode() if isinstance(piece, str) else piece
    return Mangled(name, suffix, lambda: (one * (size // len(one) + 1))[:size].decode("utf-8", "ignore").encode())
