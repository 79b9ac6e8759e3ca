"""Pages of the guide: Markdown in the repository's docs/guide, carried inside the wheel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop
from markdown_it import MarkdownIt

_INSIDE_THE_WHEEL = Path(__file__).parent / "pages"
_IN_THE_REPOSITORY = Path(__file__).resolve().parents[4] / "docs" / "guide"
_LINK = re.compile(r'href="([a-z-]+)\.md"')
FIRST = "README"
TITLES = (
    gettext_noop("Hướng dẫn"),
    gettext_noop("Báo cáo: nhập, gửi, duyệt, cộng dồn"),
    gettext_noop("Cài đặt và sao lưu"),
    gettext_noop("Đọc bài thành dữ kiện"),
    gettext_noop("Đơn vị hành chính theo thời gian"),
    gettext_noop("Tổng kết và gói hội nghị"),
    gettext_noop("Người dùng và vai trò"),
    gettext_noop("Kết nối máy"),
    gettext_noop("Nhập bảng số liệu có sẵn"),
    gettext_noop("Nhập sổ khen thưởng từ Excel"),
    gettext_noop("Thống kê năm"),
    gettext_noop("Việc máy làm"),
    gettext_noop("Tiêu chuẩn khen thưởng và quy định riêng"),
    gettext_noop("Sổ người, tập thể được khen"),
    gettext_noop("Nhập sổ khen thưởng từ Excel"),
    gettext_noop("Hồ sơ đề nghị khen thưởng"),
    gettext_noop("Hội đồng thi đua, khen thưởng"),
    gettext_noop("Quyết định khen thưởng, tiền thưởng"),
)
"""The titles of the pages, here for the catalogue; the pages themselves are in Vietnamese."""


@dataclass(frozen=True)
class GuidePage:
    """One page. ``body`` is trusted: it is made from files that ship with the product."""

    name: str
    title: str
    body: SafeString


def folder() -> Path:
    """Return where the pages are: in the wheel, else in the repository."""
    return _INSIDE_THE_WHEEL if _INSIDE_THE_WHEEL.is_dir() else _IN_THE_REPOSITORY


def names() -> list[str]:
    """Return the names of all pages but the first, in the order in which the first one lists them."""
    listed = re.findall(r"\(([a-z-]+)\.md\)", (folder() / f"{FIRST}.md").read_text(encoding="utf-8"))
    return [name for name in listed if (folder() / f"{name}.md").is_file()]


def page(name: str = FIRST) -> GuidePage | None:
    """Return the page of that name, ``None`` where there is none."""
    if name != FIRST and name not in names():
        return None
    text = (folder() / f"{name}.md").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(rest)
    html = _LINK.sub(lambda link: f'href="{reverse("office:guide_page", args=[link[1]])}"', html)
    html = html.replace("<table>", '<div class="table-scroll"><table class="table">').replace(
        "</table>", "</table></div>"
    )
    return GuidePage(name=name, title=gettext(title.lstrip("# ")), body=mark_safe(html))  # noqa: S308 - our own files
