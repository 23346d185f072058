"""What anonymous reviewing takes out, and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.applications.asked import Answered
from courseapp.forms.document.record import Kind
from courseapp.review.hiding import BLACK, NOT_SHOWN, Known, blackened, hidden_answers
from courseapp.review.rules import Trait

WHO = Known(("José Núñez Li",), ("CL", "KE"), ("Ministerio de Energía",))
PLAN = Answered("plan", "Plan", "s", "I, Jose NUNEZ of the Ministerio de Energía in Chile, live.",
                Kind.TEXT)  # fmt: skip


def hidden(answer: Answered, *traits: Trait) -> str:
    return hidden_answers([answer], frozenset(traits), WHO)[0].text


@pytest.mark.parametrize(
    ("traits", "text"),
    [
        ((), PLAN.text),
        ((Trait.GENDER,), PLAN.text),
        ((Trait.NAMES,), f"I, {BLACK} of the Ministerio de Energía in Chile, live."),
        ((Trait.COUNTRY,), f"I, Jose NUNEZ of the Ministerio de Energía in {BLACK}, live."),
        ((Trait.ORGANISATION,), f"I, Jose NUNEZ of the {BLACK} in Chile, live."),
        (tuple(Trait), f"I, {BLACK} of the {BLACK} in {BLACK}, live."),
    ],
)
def test_words_are_blacked_out_whatever_their_case_and_accents(
    traits: tuple[Trait, ...], text: str
) -> None:
    assert hidden(PLAN, *traits) == text


@pytest.mark.parametrize(
    ("name", "kind", "trait"),
    [
        ("full_name", Kind.LINE, Trait.NAMES),
        ("title", Kind.LINE, Trait.GENDER),
        ("gender", Kind.CHOICE, Trait.GENDER),
        ("born_in", Kind.COUNTRY, Trait.COUNTRY),
        ("nationality", Kind.COUNTRIES, Trait.COUNTRY),
        ("organisation", Kind.LINE, Trait.ORGANISATION),
        ("boss", Kind.EMAIL, Trait.ORGANISATION),
        ("profile", Kind.LINK, Trait.NAMES),
        ("cv", Kind.FILE, Trait.GENDER),
    ],
)
def test_whole_answers_that_tell_are_not_shown(name: str, kind: Kind, trait: Trait) -> None:
    answer = Answered(name, name, "s", "Something", kind)
    assert hidden(answer, trait) == NOT_SHOWN
    assert hidden(answer) == "Something"


def test_addresses_in_a_text_go_with_the_name() -> None:
    answer = Answered("plan", "Plan", "s", "Write to j@gob.cl or see https://gob.cl/j.", Kind.TEXT)
    assert hidden(answer, Trait.NAMES) == f"Write to {BLACK} or see {BLACK}"
    assert hidden(answer, Trait.GENDER) == answer.text


def test_short_parts_of_a_name_black_out_no_ordinary_words() -> None:
    answer = Answered("plan", "Plan", "s", "Li is a short word.", Kind.TEXT)
    assert hidden(answer, Trait.NAMES) == answer.text


def test_what_was_not_answered_stays_empty() -> None:
    assert hidden(Answered("gender", "Gender", "s", ""), Trait.GENDER) == ""


@given(st.text(max_size=60), st.lists(st.sampled_from(["amina", "kenya", "of kenya"]), max_size=3))
def test_no_word_survives_and_nothing_else_changes(text: str, words: list[str]) -> None:
    told = blackened(f"{text} Amina Kénya {text}", words)
    if "amina" in words:
        assert "Amina" not in told
    if not words:
        assert told == f"{text} Amina Kénya {text}"
