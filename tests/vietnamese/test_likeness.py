"""How alike two texts are, and that alike texts share marks."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.vietnamese.likeness import likeness, number_marks, portrait, word_marks

WORDS = st.lists(st.text("abcdeghiklmnopqrstuvxy", min_size=3, max_size=6), min_size=60, max_size=200, unique=True)
STORY = (
    "Ngày 12/11/2019, tỉnh Sơn Bình tổ chức hội nghị tổng kết phong trào. Các tổ hòa giải đã hòa giải thành 2.822 vụ, "
    "đạt 64,2%; toàn tỉnh có 2.087 mô hình tự quản, 12 tập thể được tặng Bằng khen."
)


@given(WORDS, WORDS)
def test_likeness_does_not_depend_on_the_order_and_is_a_share(one, other):
    first, second = portrait(" ".join(one)), portrait(" ".join(other))
    found = likeness(first, second)

    assert found == likeness(second, first)
    assert 0 <= found.words <= 1
    assert 0 <= found.numbers <= 1


@given(WORDS)
def test_a_text_is_like_itself_whatever_its_case_and_marks(words):
    text = " ".join(words)

    assert likeness(portrait(text), portrait(text.upper())).words == 1
    assert word_marks(portrait(text)) == word_marks(portrait(f"  {text.upper()}\n"))


@given(WORDS)
def test_a_text_shares_a_mark_with_its_first_three_quarters(words):
    text = " ".join(words)
    edited = " ".join([*words[: 3 * len(words) // 4], "phần", "cuối", "viết", "lại"])

    assert set(word_marks(portrait(text))) & set(word_marks(portrait(edited)))


def test_numbers_are_compared_with_the_word_behind_them_and_days_in_any_spelling():
    spelt = STORY.replace("12/11/2019", "12 tháng 11 năm 2019").replace("2.822", "2822")

    assert portrait(spelt).numbers == portrait(STORY).numbers
    assert sorted(portrait(STORY).numbers) == ["12 tap", "12/11", "2087 mo", "2822 vu", "64,2%"]


def test_years_and_single_digits_tell_nothing():
    assert portrait("Năm 2019, giai đoạn 2014-2019 và 2014/2019 có 5 xã").numbers == frozenset()


def test_a_text_too_short_to_compare_is_like_nothing():
    assert likeness(portrait("ba từ thôi"), portrait("ba từ thôi")).words == 0


def test_marks_of_numbers_are_few_and_only_of_telling_ones():
    many = " ".join(f"{number} xã" for number in range(100, 200))

    assert (len(number_marks(portrait(many))), number_marks(portrait("12 xã"))) == (16, [])


def test_a_hostile_text_has_a_portrait():
    for text in ("", "\x00" * 9, "1" * 100_000, "99/99 12/13 0/0 1-2-3-4 %", "١٢٣ ²³ ①"):
        assert portrait(text).runs == frozenset()
