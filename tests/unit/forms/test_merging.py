"""Newest per answer wins, whatever pages come in whatever order, and no text is lost unseen."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.forms.filling.merging import LONG_AGO, Lost, TypedAt, marks, marks_after, merge

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
NAMES = ("full_name", "position", "motivation")
TEXTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["", "a", "b", "c"]))


def at(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_page_that_is_the_only_one_is_taken_as_it_is() -> None:
    saved = {"full_name": "Ana"}
    merged = merge(
        saved, {"full_name": "Ana B.", "position": "x"}, marks(saved, NAMES), TypedAt(NOON), {}
    )
    assert merged.texts == {"full_name": "Ana B.", "position": "x"}
    assert merged.changed == ("full_name", "position")
    assert merged.lost == ()


def test_an_answer_that_was_left_alone_never_undoes_a_newer_one() -> None:
    opened = {"full_name": "Ana", "position": ""}
    saved = {"full_name": "Ana B.", "position": ""}
    typed = {"full_name": "Ana", "position": "Officer"}
    merged = merge(saved, typed, marks(opened, NAMES), TypedAt(at(5)), {"full_name": at(3)})
    assert merged.texts == {"full_name": "Ana B.", "position": "Officer"}
    assert merged.lost == ()


def test_of_two_changes_the_newer_one_stands_and_the_other_is_told() -> None:
    opened, saved = {"position": ""}, {"position": "Officer"}
    merged = merge(
        saved, {"position": "Chief"}, marks(opened, NAMES), TypedAt(at(5)), {"position": at(3)}
    )
    assert merged.texts == {"position": "Chief"}
    assert merged.lost == (Lost("position", "Officer", "Chief", by_this_page=True),)


def test_what_was_typed_without_a_line_long_ago_gives_way_and_is_told() -> None:
    opened, saved = {"position": ""}, {"position": "Officer"}
    merged = merge(
        saved, {"position": "Chief"}, marks(opened, NAMES), TypedAt(at(1)), {"position": at(3)}
    )
    assert merged.texts == {"position": "Officer"}
    assert merged.changed == ()
    assert merged.lost == (Lost("position", "Chief", "Officer", by_this_page=False),)


def test_a_page_that_comes_twice_changes_nothing_the_second_time() -> None:
    opened = {"position": ""}
    seen = marks(opened, NAMES)
    first = merge(opened, {"position": "Chief"}, seen, TypedAt(at(1)), {})
    again = merge(first.texts, {"position": "Chief"}, seen, TypedAt(at(2)), {"position": at(1)})
    assert (again.texts, again.changed, again.lost) == (first.texts, (), ())


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 9), st.integers(0, 9))
def test_each_text_that_was_typed_stands_or_is_told(
    opened: dict[str, str], saved: dict[str, str], typed: dict[str, str], then: int, when: int
) -> None:
    saved_at = dict.fromkeys(NAMES, at(then))
    merged = merge(saved, typed, marks(opened, NAMES), TypedAt(at(when)), saved_at)
    told = {(each.question, each.lost) for each in merged.lost}
    for name, text in typed.items():
        was_changed = text != opened.get(name, "")
        if was_changed and when >= then:
            assert merged.texts.get(name, "") == text
        if saved.get(name, "") not in {merged.texts.get(name, ""), opened.get(name, "")}:
            assert (name, saved.get(name, "")) in told
    assert set(merged.texts) <= set(saved) | set(typed)


@given(st.text(), st.text())
def test_marks_that_are_no_marks_are_no_harm(seen: str, text: str) -> None:
    merged = merge({}, {"position": text}, seen, TypedAt(NOON), {})
    assert merged.texts.get("position", "") == text


@given(st.text())
def test_ages_that_are_no_ages_are_no_harm(ages: str) -> None:
    told = TypedAt.told_by(ages, NOON)
    assert all(at <= NOON for at in told.answers.values())
    assert told.of("motivation") <= NOON


def test_an_answer_without_an_age_is_older_than_any_other() -> None:
    told = TypedAt.told_by("position.12", NOON)
    assert told.of("position") == NOON - timedelta(seconds=12)
    assert told.of("motivation") == LONG_AGO
    assert TypedAt.told_by(None, NOON).of("motivation") == NOON


def test_a_page_that_stays_open_keeps_the_mark_of_what_it_does_not_show() -> None:
    opened, saved = {"position": "a", "full_name": ""}, {"position": "b", "full_name": "Ana"}
    after = marks_after({"position": "a", "full_name": "Ana"}, marks(opened, NAMES), saved)
    assert after.split()[:1] == marks(saved, ["full_name"]).split()
    assert marks(opened, ["position"]) in after


def test_what_was_typed_on_the_saved_answer_wins_though_it_is_told_as_a_second_older() -> None:
    saved, typed = {"position": "a"}, {"position": "ab"}
    told = TypedAt.told_by("position.1", NOON)
    assert merge(saved, typed, marks(saved, NAMES), told, {"position": NOON}).texts == typed
    untouched = TypedAt.told_by("", NOON)  # her browser put back an older text by itself
    assert merge(saved, typed, marks(saved, NAMES), untouched, {"position": NOON}).texts == saved
