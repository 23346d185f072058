"""What an address says about the list, and back."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseapp.applications.rules import OrganisationType, Status
from courseapp.eligibility.rules import Verdict
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.intake.filters import Filters
from courseapp.intake.ordering import ORDERED, Order

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
VALUES = st.from_regex(r"[A-Za-z0-9_-]{2,12}", fullmatch=True)
CLAUSES = st.builds(
    Clause,
    KEYS,
    st.sampled_from([Comparison.IS, Comparison.AT_LEAST, Comparison.AT_MOST]),
    VALUES,
) | st.builds(Clause, KEYS, st.sampled_from([Comparison.ANSWERED, Comparison.BLANK]))


def read(**said: str) -> Filters:
    return Filters.read(said.items())


def tidy(search: str) -> str:
    """Return a search as it is kept."""
    return read(search=search.encode("utf-8", "ignore").decode()).search


def test_what_an_address_says_wrongly_counts_as_not_said() -> None:
    wrong = {
        "status": "accepted,draft",
        "type": "circus",
        "sort": "shoe size",
        "country": "  ke ",
        "nationality": "Kenya",
        "tag": "12,x,-3,99999999999",
        "note": "perhaps",
        "verdict": "nice",
        "from": "01/02/2027",
        "mark.nominated": "maybe",
        "a.Gender": "woman",
        "a.gender.most_of_all": "1",
        "a.plan": "  ",
    }
    assert Filters.read(wrong.items()) == Filters(country="KE", tags=(12,))


def test_a_draft_cannot_be_asked_for() -> None:
    assert read(status="draft").statuses == ()


def test_nothing_said_shows_everything_and_needs_no_arguments() -> None:
    assert dict(Filters().arguments) == {}
    assert not Filters().narrow
    assert not Filters(order=Order("name")).narrow
    assert Filters(noted=False).narrow


def test_conditions_are_counted_each_by_itself() -> None:
    clause = Clause("gender", Comparison.IS, "woman")
    filters = Filters(tags=(1, 2), answers=(clause,), noted=False, search="x", country="KE")
    assert filters.number == 5


@pytest.mark.parametrize(
    ("pressed", "expected"), [("sent", "-sent"), ("country", "country"), ("a.years", "a.years")]
)
def test_pressing_a_column_orders_by_it_and_pressing_again_turns_it_round(
    pressed: str, expected: str
) -> None:
    filters = Filters(country="KE")
    assert filters.sorted_by(pressed) == {"country": "KE", "sort": expected}
    again = Filters.read(filters.sorted_by(pressed).items())
    assert Order.read(again.sorted_by(pressed).get("sort", "")).is_descending is (pressed != "sent")


@given(
    filters=st.builds(
        Filters,
        statuses=st.sets(
            st.sampled_from([each for each in Status if each is not Status.DRAFT])
        ).map(lambda chosen: tuple(each for each in Status if each in chosen)),
        type=st.none() | st.sampled_from(OrganisationType),
        verdict=st.none() | st.sampled_from(Verdict),
        tags=st.lists(st.integers(0, 2**31 - 1), unique=True, max_size=4).map(tuple),
        noted=st.none() | st.booleans(),
        marks=st.dictionaries(KEYS, st.booleans(), max_size=3).map(
            lambda marks: tuple(marks.items())
        ),
        sent_from=st.none() | st.dates(),
        sent_until=st.none() | st.dates(),
        answers=st.lists(CLAUSES, max_size=4).map(lambda clauses: tuple(_one_each(clauses))),
        search=st.text(max_size=150).map(tidy),
        order=st.builds(Order, st.sampled_from(ORDERED) | KEYS.map("a.{}".format), st.booleans()),
    )
)
@settings(max_examples=60)
def test_filters_survive_the_way_through_an_address(filters: Filters) -> None:
    assert Filters.of_query(filters.query) == filters
    assert Filters.read(parse_qsl(filters.query)) == filters


def _one_each(clauses: list[Clause]) -> list[Clause]:
    """An address has one place for “is”, “answered” and “not answered” of a question."""
    found: dict[tuple[str, Comparison], Clause] = {}
    bounds = {Comparison.AT_LEAST, Comparison.AT_MOST}
    for each in clauses:
        kept = each.comparison if each.comparison in bounds else Comparison.IS
        found.setdefault((each.question, kept), each)
    return list(found.values())
