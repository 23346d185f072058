"""Limits, ways out and reasons as organisers read them."""

from dataclasses import replace

import pytest

from courseapp.cohorts.model.checking import Fault, FaultKind
from courseapp.cohorts.model.equals import Equals
from courseapp.cohorts.model.explaining import Cost, Reason, Why
from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Missed, Module, Task
from courseapp.cohorts.model.relaxations import Place, Relaxation, Thing, Way
from courseapp.cohorts.model.wording.limits import (
    conflict_words,
    fault_words,
    limit_words,
    missed_words,
    relaxation_words,
    way_words,
)
from courseapp.cohorts.model.wording.names import Names, joined, points_in_words
from courseapp.cohorts.model.wording.reasons import cost_words, equals_words, reason_words

NAMES = Names(
    values={
        ("country", "KE"): "Kenya",
        ("region", "pacific"): "the Pacific",
        ("organisation_type", "ministry"): "ministries",
    },
    people={"A-1": "Amina Otieno", "A-2": "Ben Ruiz"},
    modules={"m": "Carbon markets"},
)
K = LimitKind
CAP = Limit("cap", K.AT_MOST_EACH, 2, "country")
WOMEN = Limit("women", K.AT_LEAST_SHARE, 45, "gender", ("woman",))
MINISTRIES = Limit("ministries", K.AT_LEAST, 1, "organisation_type", ("ministry",))
IN = Limit("in", K.MUST_IN, people=("A-1",), reason="hosts the workshop")
OUT = Limit("out", K.MUST_OUT, people=("A-1", "A-2"))
TASK = Task(
    30,
    (Candidate("A-1", 50_000), Candidate("A-2", 2_000)),
    (CAP, WOMEN, MINISTRIES, IN, OUT),
    (Module("m", 10),),
    least_modules=1,
    fewest=2,
)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (CAP, "At most 2 people from each country"),
        (replace(CAP, number=1), "At most 1 person from each country"),
        (replace(CAP, except_for={"KE": 3}), "At most 2 people from each country, but 3 for Kenya"),
        (Limit("o", K.AT_MOST_EACH, 1, "organisation"), "At most 1 person from each organisation"),
        (WOMEN, "At least 45% women"),
        (replace(WOMEN, kind=K.AT_LEAST, number=1), "At least 1 woman"),
        (replace(WOMEN, kind=K.AT_MOST, number=20), "At most 20 women"),
        (MINISTRIES, "At least 1 person from ministries"),
        (
            Limit("l", K.AT_LEAST_SHARE, 20, "list", ("ldc", "sids")),
            "At least 20% people from least developed countries or small island developing states",
        ),
        (Limit("s", K.AT_LEAST, 3, "subnational", ("yes",)), "At least 3 sub-national officials"),
        (Limit("x", K.AT_MOST, 3, "diet", ("vegan",)), "At most 3 people with vegan"),
        (
            Limit("r", K.AT_LEAST, 2, "region", ("pacific",), weight=2500),
            "At least 2 people from the Pacific (a wish: 2.5 points for each person missing)",
        ),
        (
            replace(CAP, weight=1000),
            "At most 2 people from each country (a wish: 1 point for each person too many)",
        ),
        (IN, "Amina Otieno must be in (hosts the workshop)"),
        (OUT, "Amina Otieno and Ben Ruiz must not be in"),
    ],
)
def test_a_limit_is_a_phrase(limit: Limit, words: str) -> None:
    assert limit_words(limit, NAMES) == words


def limit_thing(key: str) -> Thing:
    return Thing(Place.LIMIT, key)


@pytest.mark.parametrize(
    ("relaxation", "words"),
    [
        (Relaxation(limit_thing("cap"), 2, 3, "KE"), "Allow 3 people from Kenya instead of 2"),
        (Relaxation(limit_thing("women"), 45, 38), "Ask for at least 38% women instead of 45%"),
        (
            Relaxation(limit_thing("ministries"), 1, 0),
            "No longer ask for people from ministries",
        ),
        (Relaxation(limit_thing("in"), 1, 0, "A-1"), "Amina Otieno need not be in"),
        (Relaxation(limit_thing("out"), 0, 1, "A-2"), "Ben Ruiz may be in"),
        (Relaxation(Thing(Place.FEWEST), 30, 1), "Choose at least 1 person instead of 30"),
        (
            Relaxation(Thing(Place.MODULE, "m"), 10, 12),
            "Give Carbon markets 12 seats instead of 10",
        ),
        (
            Relaxation(Thing(Place.LEAST_MODULES), 2, 1),
            "Ask for at least 1 module for everybody instead of 2",
        ),
        (Relaxation(Thing(Place.LEAST_MODULES), 1, 0), "Let people be chosen who have no module"),
    ],
)
def test_a_relaxation_says_what_to_do(relaxation: Relaxation, words: str) -> None:
    assert relaxation_words(TASK, relaxation, NAMES) == words
    assert way_words(TASK, Way((relaxation, relaxation), 2), NAMES) == (words, words)


def test_what_clashes_is_named_together_or_alone() -> None:
    things = (limit_thing("cap"), limit_thing("women"), Thing(Place.MODULE, "m"))
    assert conflict_words(TASK, things, NAMES) == (
        "“At most 2 people from each country”, “At least 45% women” and “At most 10 people in "
        "Carbon markets” cannot hold together with 30 seats. "
        "Each can hold when one of the others gives."
    )
    assert conflict_words(TASK, (Thing(Place.FEWEST),), NAMES) == (
        "“At least 2 people in all” cannot hold, whatever the other limits say."
    )
    least = conflict_words(TASK, (Thing(Place.LEAST_MODULES),), NAMES)
    assert least.startswith("“At least 1 module for everybody”")


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (
            Cost("cap", 3200, 3200, 0, ("A-1",), ("A-2",)),
            "“At most 2 people from each country” cost 3.2 points. "
            "Without it Amina Otieno would be in and Ben Ruiz would be out.",
        ),
        (Cost("women", 0, 0, 0, (), ()), "“At least 45% women” changed nothing."),
        (
            Cost("women", 9000, 9000, 1, ("A-1",), ()),
            "“At least 45% women” leaves 1 seat empty. Without it Amina Otieno would be in.",
        ),
        (
            Cost("women", 0, 0, 0, ("A-1",), ("A-2",)),
            "“At least 45% women” cost no points. "
            "Without it Amina Otieno would be in and Ben Ruiz would be out.",
        ),
    ],
)
def test_what_a_limit_cost_is_told_with_who_would_be_in(cost: Cost, words: str) -> None:
    assert cost_words(TASK, cost, NAMES) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            Reason("A-1", False, Why.POINTS, 3199),
            "Amina Otieno is out by points. With 3.2 points more, Amina Otieno would be in.",
        ),
        (
            Reason("A-1", True, Why.POINTS, 999),
            "Amina Otieno is in by points. With 1 point fewer, Amina Otieno would be out.",
        ),
        (
            Reason("A-1", False, Why.LIMITS, 999, ("cap", "women")),
            "Amina Otieno is out because of the limits. With 1 point more, Amina Otieno would be "
            "in. Without “At most 2 people from each country” or “At least 45% women”, "
            "Amina Otieno would be in.",
        ),
        (
            Reason("A-2", True, Why.LIMITS, 2_000),
            "Ben Ruiz is in because of the limits. No number of points would change that.",
        ),
        (
            Reason("A-2", True, Why.LIMITS, None),
            "Ben Ruiz is in because of the limits. No number of points would change that.",
        ),
        (
            Reason("A-2", False, Why.LOTTERY, 0),
            "Ben Ruiz is out by lottery: a cohort with Ben Ruiz is as good.",
        ),
        (
            Reason("A-2", False, Why.WISHES, 0),
            "Ben Ruiz is out because a cohort with Ben Ruiz gets modules it wished less. "
            "With 0.001 points more, Ben Ruiz would be in.",
        ),
        (Reason("A-2", True, Why.FIXED), "Ben Ruiz is confirmed or has an offer."),
        (
            Reason("A-1", True, Why.MUST_IN, None, ("in",)),
            "“Amina Otieno must be in (hosts the workshop)”.",
        ),
        (
            Reason("A-1", True, Why.MUST_IN, None, ("in",), is_turned=True),
            "“Amina Otieno must be in (hosts the workshop)”. Without that, Amina Otieno would be "
            "out.",
        ),
        (
            Reason("A-2", False, Why.MUST_OUT, None, ("out",), is_turned=False),
            "“Amina Otieno and Ben Ruiz must not be in”. Without that, Ben Ruiz would be out all "
            "the same.",
        ),
    ],
)
def test_a_reason_says_why_and_what_would_turn_it(reason: Reason, words: str) -> None:
    assert reason_words(TASK, reason, NAMES) == words


def test_points_nobody_can_have_are_not_promised() -> None:
    reason = Reason("A-1", False, Why.POINTS, 50_000)
    assert reason_words(TASK, reason, NAMES).endswith("No number of points would change that.")


def test_a_missed_wish_says_by_how_many_and_what_it_counts() -> None:
    assert missed_words(TASK, Missed("cap", 1, 2000, "KE"), NAMES) == (
        "“At most 2 people from each country” (Kenya) is missed by 1 person, which counts 2 points."
    )
    assert missed_words(TASK, Missed("in", 1, 500, "A-1"), NAMES) == (
        "“Amina Otieno must be in (hosts the workshop)” is missed by 1 person, "
        "which counts 0.5 points."
    )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            Fault(FaultKind.LIMIT, "cap", "KE", 2),
            "“At most 2 people from each country” (Kenya) does not hold: 2 people too many.",
        ),
        (
            Fault(FaultKind.LIMIT, "out", "A-2", 1),
            "“Amina Otieno and Ben Ruiz must not be in” (Ben Ruiz) does not hold: "
            "1 person too many.",
        ),
        (Fault(FaultKind.TOO_MANY, people=2), "2 people more than there are seats."),
        (
            Fault(FaultKind.FIXED_OUT, "A-1"),
            "Amina Otieno is confirmed or has an offer and must stay in.",
        ),
        (
            Fault(FaultKind.MODULE_FULL, "m", people=1),
            "Carbon markets has 1 person more than seats.",
        ),
        (
            Fault(FaultKind.MODULE_NOT_WISHED, "A-1", "m"),
            "Amina Otieno did not wish for Carbon markets.",
        ),
    ],
)
def test_a_fault_is_a_sentence(fault: Fault, words: str) -> None:
    assert fault_words(TASK, fault, NAMES) == words


def test_every_kind_of_fault_has_words() -> None:
    for kind in FaultKind:
        words = fault_words(TASK, Fault(kind, "cap"), NAMES)
        assert words.endswith(".")
        assert "{" not in words


def test_the_lottery_says_between_how_many_cohorts_it_drew() -> None:
    two = Equals((("A-1", "A-3"), ("A-2", "A-3")), are_all=True)
    assert equals_words(two, NAMES) == (
        "The lottery decided between 2 cohorts that are as good. "
        "They differ in Amina Otieno and Ben Ruiz."
    )
    more = replace(two, are_all=False)
    assert "between more than 2 cohorts" in equals_words(more, NAMES)
    one = Equals((("A-1",),), are_all=True)
    assert equals_words(one) == "No other cohort is as good: the lottery had nothing to decide."


@pytest.mark.parametrize(
    ("thousandths", "words"),
    [
        (3200, "3.2 points"),
        (1000, "1 point"),
        (0, "0 points"),
        (5, "0.005 points"),
        (-1500, "-1.5 points"),
        (100_000, "100 points"),
    ],
)
def test_points_are_said_without_needless_noughts(thousandths: int, words: str) -> None:
    assert points_in_words(thousandths) == words


def test_lists_end_in_and() -> None:
    assert [joined(list("abc")), joined(["a"]), joined([]), joined(["a", "b"], "or")] == [
        "a, b and c",
        "a",
        "",
        "a or b",
    ]
