"""Stories of our own making: one told by two papers, a copy edited, and another one on the same template."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

_FIRST = ("An", "Bình", "Cẩm", "Đông", "Hòa", "Khánh", "Lâm", "Minh", "Nam", "Phú", "Quảng", "Tân", "Thanh", "Vĩnh")
_SECOND = ("Châu", "Dương", "Giang", "Hải", "Khê", "Lộc", "Mỹ", "Phong", "Sơn", "Thịnh", "Trung", "Xá")
_PLACES = tuple(f"{first} {second}" for first in _FIRST for second in _SECOND)
_OPENINGS = (
    (
        "Ngày {day}, tỉnh {place} tổ chức hội nghị tổng kết phong trào toàn dân bảo vệ an ninh Tổ quốc với sự tham dự "
        "của đông đảo đại biểu các ngành, các địa phương trong tỉnh."
    ),
    (
        "Sáng {day}, tại {place}, lãnh đạo tỉnh cùng các đoàn thể nhìn lại chặng đường xây dựng phong trào ở cơ sở và "
        "bàn việc cho những năm sau."
    ),
)
_THINGS = {
    "vụ mâu thuẫn": ("Các tổ hòa giải đã hòa giải thành {n} vụ mâu thuẫn ngay từ thôn xóm.",
                     "Bà con tự thu xếp ổn thỏa {n} vụ mâu thuẫn nhỏ, không để thành chuyện lớn."),
    "mô hình": ("Toàn tỉnh xây dựng được {n} mô hình tự quản hoạt động nền nếp.",
                "{n} mô hình do người dân lập ra nay đã thành nếp sống ở từng khu dân cư."),
    "buổi": ("Các địa phương tổ chức {n} buổi tuyên truyền về pháp luật cho nhân dân.",
             "Người dân được nghe {n} buổi nói chuyện tại nhà văn hóa."),
    "lượt người": ("Đã có {n} lượt người tham gia các lớp tập huấn kỹ năng.",
                   "Số người đến với các lớp học kỹ năng lên tới {n} lượt người."),
    "tập thể": ("Tại hội nghị, {n} tập thể được tặng Bằng khen.", "Dịp này {n} tập thể nhận Bằng khen."),
    "cá nhân": ("Có {n} cá nhân tiêu biểu được biểu dương trước toàn tỉnh.", "{n} cá nhân được xướng tên."),
    "camera": ("Nhân dân góp công, góp của lắp {n} camera an ninh trên các ngõ.",
               "Trên đường làng nay có {n} camera do các hộ góp tiền lắp đặt."),
    "hộ dân": ("Đã vận động {n} hộ dân ký cam kết giữ gìn trật tự.", "{n} hộ dân đặt bút ký cam kết với khu phố."),
    "xã": ("Đến nay {n} xã, phường được công nhận an toàn.", "{n} xã, phường đã đạt chuẩn an toàn."),
}  # fmt: skip
_FILLERS = (
    "Hội nghị nghe các báo cáo tham luận về cách làm hay ở cơ sở, nhất là việc dựa vào người có uy tín.",
    "Các đại biểu cho rằng kết quả ấy có được nhờ sự chung tay của nhân dân và sự kiên trì của cán bộ thôn.",
    "Trong thời gian tới, tỉnh sẽ nhân rộng các điển hình, gắn phong trào với xây dựng nông thôn mới.",
    "Nhiều câu chuyện giản dị được kể lại khiến cả hội trường lắng đi rồi vỡ òa trong tiếng vỗ tay.",
    "Bí quyết, theo một trưởng thôn, là nói ít làm nhiều và việc gì cũng bàn với dân trước.",
    "Ban tổ chức cảm ơn các cơ quan, doanh nghiệp đã đồng hành với phong trào trong suốt những năm qua.",
)
_SWAPS = (("tổ chức", "mở"), ("đông đảo", "nhiều"), ("nhân dân", "bà con"), ("hoạt động", "làm việc"), ("Tại", "Ở"))


@dataclass(frozen=True)
class Story:
    """The facts of one story. ``template``: which fillers stand where, so that two stories may share one."""

    place: str
    day: str
    counts: tuple[tuple[str, int], ...]
    template: int = field(default=0)


def make_story(dice: random.Random) -> Story:
    """Return a story of its own."""
    things = dice.sample(sorted(_THINGS), k=dice.randint(5, 8))
    counts = tuple((thing, dice.randint(11, 9_999)) for thing in things)
    day = f"{dice.randint(1, 28)}/{dice.randint(1, 12)}/{dice.randint(2012, 2025)}"
    return Story(dice.choice(_PLACES), day, counts, dice.randint(0, 10**6))


def tell(story: Story, *, voice: int = 0) -> str:
    """Tell a story in one of two voices, as two papers would: the same facts, hardly a sentence in common."""
    dice = random.Random(story.template * 2 + voice)  # noqa: S311 - dice
    sentences = [_THINGS[thing][voice].format(n=f"{n:,}".replace(",", ".")) for thing, n in story.counts]
    sentences += dice.sample(_FILLERS, k=4)
    dice.shuffle(sentences)
    opening = _OPENINGS[voice].format(day=story.day, place=story.place)
    return f"{story.place} giữ vững bình yên từ cơ sở\n\n{opening} " + " ".join(sentences)


def edited(story: Story, dice: random.Random) -> str:
    """Return a copy as an editor leaves it: two sentences cut, words replaced, one number mistyped."""
    (thing, count), *rest = story.counts
    text = tell(replace(story, counts=((thing, count + 1), *rest)))
    head, _, body = text.partition("\n\n")
    sentences = body.split(". ")
    for _cut in range(2):
        sentences.pop(dice.randrange(1, len(sentences)))
    text = f"{head.upper()}\n\n{'. '.join(sentences)}"
    for old, new in dice.sample(_SWAPS, k=3):
        text = text.replace(old, new)
    return text


def retold(story: Story, dice: random.Random) -> str:
    """Return the same facts, a third of them left out, in the words of another paper."""
    kept = sorted(dice.sample(range(len(story.counts)), k=max(4, 2 * len(story.counts) // 3)))
    return tell(replace(story, counts=tuple(story.counts[place] for place in kept)), voice=1)


def on_the_same_template(story: Story, dice: random.Random) -> str:
    """Return another year's story of the same place: its sentences, other numbers, another day."""
    counts = tuple((thing, dice.randint(11, 9_999)) for thing, _n in story.counts)
    return tell(replace(story, counts=counts, day=make_story(dice).day))
