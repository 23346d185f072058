"""Wishes for modules: typed, read back, told in words, and refused where they cannot be."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from courseapp.applications.forms import ModulesForm
from courseapp.applications.wish_texts import read_wishes, typed_wishes, wishes_in_words
from courseapp.applications.wishes import Offer

TITLES = {"7": "1. Basics", "9": "2. Caps", "12": "3. Prices", "15": "4. Linking"}
OFFER = Offer(TITLES, 1, 3)


@given(st.lists(st.text("0123456789 ", max_size=4), max_size=6))
def test_wishes_are_read_back_as_they_were_typed(wishes: list[str]) -> None:
    typed = [each.strip() for each in wishes]
    while typed and not typed[-1]:
        typed.pop()
    assert read_wishes(typed_wishes(wishes)) == tuple(typed)


def test_wishes_read_in_their_order() -> None:
    assert wishes_in_words("9,,7", TITLES) == "2. Caps, then 1. Basics"
    assert wishes_in_words("99", TITLES) == "a module that is gone"
    assert wishes_in_words("", TITLES) == ""


def form(typed: dict[str, str], offer: Offer = OFFER, *, sending: bool = True) -> ModulesForm:
    app = Flask(__name__)
    app.secret_key = "x"
    with app.test_request_context():
        made = ModulesForm(MultiDict(typed), offer=offer)
        made.sending = sending
        made.validate()
        return made


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose the module that you would like most."),
        ({"modules-1": "9", "modules-2": "9"}, "You chose “2. Caps” twice."),
        ({"modules-1": "99"}, "A module that you chose is not there any more."),
        ({"modules-1": "x" * 400}, "A module that you chose is not there any more."),
        (
            {"modules-1": "7", "modules-2": "9", "modules-3": "12", "modules-4": "15"},
            "Choose three at most. You chose 4.",
        ),
    ],
)
def test_what_cannot_be_sent_is_told(typed: dict[str, str], message: str) -> None:
    assert message in " ".join(form(typed).errors["modules"])


def test_too_few_wishes_are_told_only_when_sending() -> None:
    offer = Offer(TITLES, 2, 3)
    told = form({"modules-1": "9"}, offer).errors["modules"]
    assert told == ["Choose two modules at least. You chose one."]
    assert form({"modules-1": "9"}, offer, sending=False).errors == {}
    assert form({}, offer, sending=False).errors == {}


def test_a_gap_between_wishes_is_no_fault() -> None:
    made = form({"modules-2": "12", "modules-3": "7"})
    assert made.errors == {}
    assert made.texts == {"modules": ",12,7"}
    assert made.modules.wishes == (12, 7)
    assert (made.modules.chosen(1), made.modules.chosen(2)) == ("", "12")


def test_what_was_kept_as_one_text_stands_in_the_lists_again() -> None:
    made = form({"modules": "9,7"})
    assert [made.modules.chosen(rank) for rank in (1, 2, 3)] == ["9", "7", ""]
