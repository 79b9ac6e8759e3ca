"""Parts of a figure against its whole, and the figures of a headline against the body."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.rules.facts import CheckedFact
from thidua.intake.rules.parts import check_figures_of_headline, check_parts

counts = st.integers(min_value=100, max_value=5000)


def figures_of(sentence, *values, start=100, **fields):
    """A figure for each of ``values`` (value, words, more fields), where its words stand in the sentence."""
    found, place = [], 0
    for number, (value, quote, more) in enumerate(values, 1):
        place = sentence.index(quote, place)
        stated = {"value": value, "unit": "mô hình", "qualifier": "exact", **fields, **more}
        found.append(CheckedFact(number, number, "figure", stated, start + place, quote, sentence, offset=place))
        place += len(quote)
    return found


def said(found):
    return [each.message % each.values for each in found]


def test_a_part_after_trong_do_cannot_be_larger_than_its_whole():
    facts = figures_of("Có 80 mô hình, trong đó 120 mô hình mới.", (80, "80 mô hình", {}), (120, "120 mô hình", {}))

    (found,) = check_parts(facts)

    assert (found.in_question, found.message % found.values) == (
        (1, 2),
        "Phần “trong đó” là 120, lớn hơn tổng 80 mô hình. Xem lại hai số.",
    )


def test_a_part_of_a_number_that_is_at_least_so_much_is_not_questioned():
    facts = figures_of(
        "Có trên 80 mô hình, trong đó 120 mô hình mới.",
        (80, "80 mô hình", {"qualifier": "at_least"}),
        (120, "120 mô hình", {}),
    )

    assert list(check_parts(facts)) == []


@given(whole=counts, parts=st.lists(counts, min_size=2, max_size=4))
def test_what_the_whole_is_said_to_consist_of_is_questioned_exactly_when_it_is_another_sum(whole, parts):
    words = [f"{part} mô hình loại {kind}" for kind, part in zip("abcd", parts, strict=False)]
    sentence = f"Có {whole} mô hình, gồm {', '.join(words)}."
    quotes = [(whole, f"{whole} mô hình", {}), *((part, f"{part} mô hình", {}) for part in parts)]

    assert bool(list(check_parts(figures_of(sentence, *quotes)))) == (sum(parts) != whole)


@given(whole=counts, parts=st.lists(counts, min_size=1, max_size=4))
def test_parts_that_may_leave_something_out_are_questioned_exactly_when_they_are_more(whole, parts):
    sentence = f"Có {whole} mô hình, trong đó có {', '.join(f'{part} mô hình' for part in parts)}."
    quotes = [(whole, f"{whole} mô hình", {}), *((part, f"{part} mô hình", {}) for part in parts)]

    assert bool(list(check_parts(figures_of(sentence, *quotes)))) == (sum(parts) > whole)


def test_persons_are_parts_of_persons_and_homes_are_no_part_of_models():
    people = figures_of(
        "Có 30 người dự, trong đó 45 phụ nữ.",
        (30, "30 người", {"unit": "người"}),
        (45, "45 phụ nữ", {"unit": "phụ nữ"}),
    )
    homes = figures_of(
        "Có 30 mô hình, trong đó 450 hộ tham gia.", (30, "30 mô hình", {}), (450, "450 hộ", {"unit": "hộ"})
    )

    assert (len(list(check_parts(people))), list(check_parts(homes))) == (1, [])


def headline(value, quote, **more):
    stated = {"value": value, "unit": "mô hình", "qualifier": "exact", "measure": "tự quản", **more}
    return CheckedFact(90, 90, "figure", stated, 0, quote, quote, in_headline=True)


def body(value, *, measure="tự quản", **more):
    quote = f"{value} mô hình"
    return figures_of(f"Toàn tỉnh có {quote} {measure}.", (value, quote, {"measure": measure, **more}))


def test_a_headline_that_says_another_number_than_the_body_is_questioned():
    facts = [headline(2000, "Hơn 2.000 mô hình", qualifier="at_least"), *body(1987)]

    assert said(check_figures_of_headline(facts)) == [
        "Đầu đề ghi hơn 2.000 mô hình, trong bài ghi 1.987. Xem lại hai chỗ."
    ]


@given(value=counts)
def test_a_headline_that_rounds_down_with_its_word_is_never_questioned(value):
    facts = [headline(value // 100 * 100, "Hơn … mô hình", qualifier="at_least"), *body(value)]

    assert list(check_figures_of_headline(facts)) == []


def test_a_headline_may_add_up_what_the_body_divides():
    first, second = body(120), body(80)

    assert list(check_figures_of_headline([headline(200, "200 mô hình"), *first, *second])) == []


def test_a_headline_is_not_held_against_other_things_years_or_plans():
    for other in (body(5, measure="camera an ninh"), body(5, status="target"), body(5, unit="hộ")):
        assert list(check_figures_of_headline([headline(200, "200 mô hình"), *other])) == []
