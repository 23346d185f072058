"""Rules as JSON and back, in plain words, and put together piece by piece."""

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.eligibility.composed import shaping
from courseapp.eligibility.composed.conditions import (
    Belongs,
    Completed,
    Condition,
    CountryOn,
    Experience,
    Group,
    Invited,
    OrganisationIs,
    Speaks,
    TookPart,
    Whose,
    every_test,
)
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composed.words import rule_in_words, who
from courseapp.eligibility.composed.writing import from_plain, to_plain
from courseapp.eligibility.facts import Cefr, FactKind
from courseapp.eligibility.rules import Joint, Severity, Truth, all_of, any_of, joined, opposite
from courseapp.events.rules import Level
from tests.unit.eligibility.samples import (
    ALL_TESTS,
    INITIATIVE,
    SERIES,
    groups,
    joints,
    rule_sets,
    tests,
    world,
)

NAMES = world().names
WORK, SEAT = CountryOn(Whose.WORK, "aid"), CountryOn(Whose.SEAT, "gone")
YEARS = Experience(3)
TREE = Group(Joint.ALL, (WORK, Group(Joint.ANY, (YEARS, Invited())), SEAT))
VALUES = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}


@given(rule_sets)
def test_rules_survive_as_json(rules: RuleSet) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(rules)))) == rules


@pytest.mark.parametrize(
    "condition",
    [{"test": "shoe size"}, {"some": []}, {"test": "country", "whose": "cat", "list": "x"}, {}],
)
def test_what_is_no_rule_is_refused(condition: dict[str, Any]) -> None:
    plain = {"key": "r1", "severity": "warn", "title": "", "question": "", "if": condition}
    with pytest.raises((KeyError, ValueError)):
        from_plain({"rules": [plain]})


@pytest.mark.parametrize("truths", list(product(Truth, repeat=3)))
def test_three_values_are_joined_like_numbers(truths: tuple[Truth, ...]) -> None:
    lowest, highest = min(truths, key=VALUES.__getitem__), max(truths, key=VALUES.__getitem__)
    assert all_of(truths) is joined(Joint.ALL, truths) is lowest
    assert any_of(truths) is joined(Joint.ANY, truths) is highest
    assert joined(Joint.NONE, truths) is opposite(highest)
    assert VALUES[opposite(lowest)] == 2 - VALUES[lowest]


def test_an_empty_group_is_so_unless_one_is_wanted() -> None:
    assert [joined(each, ()) for each in Joint] == [Truth.YES, Truth.NO, Truth.YES]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (WORK, "who work in a country on the aid list"),
        (SEAT, "whose organisation has its seat in a country on a list that is no longer there"),
        (CountryOn(Whose.NATIONALITY, "aid"), "who are citizens of a country on the aid list"),
        (
            CountryOn(Whose.EVERY_NATIONALITY, "aid"),
            "who are citizens only of countries on the aid list",
        ),
        (
            OrganisationIs(("national_government", "public_agency", "research")),
            "who work for a national government or ministry, a public agency or regulator or a "
            "university or research institute",
        ),
        (Experience(3, 10), "who have 3 to 10 years of experience"),
        (Experience(None, 1), "who have at most 1 year of experience"),
        (
            Completed(Level.INTERMEDIATE, SERIES),
            "who have completed an event of at least intermediate level of the series “ICAP "
            "courses”",
        ),
        (
            TookPart(INITIATIVE, 3),
            "who have taken part in an event of ICAP within the last 3 years",
        ),
        (Speaks("fr", Cefr.B2), "who speak French at level B2 or better"),
        (Speaks("fr", Cefr.NATIVE), "who speak French as a first language"),
        (Belongs("icap"), "whose country or organisation belongs to ICAP"),
        (Group(Joint.NONE, (WORK,)), "who do not work in a country on the aid list"),
        (
            Group(Joint.NONE, (TookPart(SERIES),)),
            "who have not taken part in the series “ICAP courses”",
        ),
        (
            Group(Joint.NONE, (Invited(), YEARS)),
            "of whom this is not so: who are invited or who have at least 3 years of experience",
        ),
        (
            Group(Joint.ANY, (WORK, CountryOn(Whose.WORK, "members:icap"))),
            "who work in a country on the aid list or a member of ICAP",
        ),
        (
            Group(Joint.ALL, (YEARS, Group(Joint.NONE, (SEAT, CountryOn(Whose.SEAT, "aid"))))),
            "who have at least 3 years of experience and whose organisation has its seat in a "
            "country not on a list that is no longer there or on the aid list",
        ),
        (
            TREE,
            "who work in a country on the aid list and (who have at least 3 years of experience or "
            "who are invited) and whose organisation has its seat in a country on a list that is "
            "no longer there",
        ),
    ],
)
def test_conditions_read_as_plain_words(condition: Condition, words: str) -> None:
    assert who(condition, NAMES) == words


def test_each_kind_of_test_has_words_for_both_answers_and_says_what_it_wants_to_know() -> None:
    for each in ALL_TESTS:
        not_so = who(Group(Joint.NONE, (each,)), NAMES)
        assert who(each, NAMES) != not_so
    wanted = RuleSet((Rule("r1", Severity.WARN, Group(Joint.ALL, ALL_TESTS)),)).needs
    assert wanted == tuple(FactKind)


@pytest.mark.parametrize(
    ("severity", "end"),
    [
        (Severity.BLOCK, "Only for people who are invited."),
        (
            Severity.WARN,
            "For people who are invited. Others can apply, and the organisers decide.",
        ),
        (
            Severity.ASK,
            "For people who are invited. Others can apply, and are asked: “Why?”",
        ),
    ],
)
def test_a_rule_says_what_it_means(severity: Severity, end: str) -> None:
    rule = Rule("r1", severity, Group(Joint.ANY, (Invited(),)), question="Why?")
    assert rule_in_words(rule, NAMES) == end
    assert rule_in_words(Rule("r1", severity), NAMES) == "This rule says nothing yet."


def test_a_set_names_its_lists_and_gives_new_keys() -> None:
    rules = RuleSet((Rule("r7", Severity.WARN, TREE), Rule("r2", Severity.WARN)))
    assert rules.lists == ("aid", "gone")
    assert rules.next_key() == "r8"
    assert RuleSet().next_key() == "r1"


def test_pieces_are_found_added_changed_moved_and_taken_out() -> None:
    assert shaping.at(TREE, (1, 0)) == YEARS
    more = shaping.added(TREE, (1,), WORK)
    assert shaping.at(more, (1, 2)) == WORK
    assert shaping.removed(more, (1, 2)) == TREE
    assert shaping.at(shaping.replaced(TREE, (1, 0), SEAT), (1, 0)) == SEAT
    up = shaping.moved(TREE, (2,), up=True)
    assert up.members == (WORK, SEAT, TREE.members[1])
    assert shaping.moved(up, (1,), up=False) == TREE
    assert shaping.moved(TREE, (0,), up=True) == shaping.moved(TREE, (2,), up=False) == TREE
    assert shaping.at(shaping.rejoined(TREE, (1,), Joint.NONE), (1,)) == Group(
        Joint.NONE, (YEARS, Invited())
    )


@pytest.mark.parametrize("text", ["9", "0.0", "x", "-1", "1.", "1..0", "1.5", "999", "１"])
def test_a_path_that_leads_nowhere_changes_nothing(text: str) -> None:
    with pytest.raises(LookupError):
        shaping.removed(TREE, shaping.path_of(text))
    with pytest.raises(LookupError):
        shaping.added(TREE, shaping.path_of(text), WORK)


@pytest.mark.parametrize(
    "change",
    [
        lambda: shaping.removed(TREE, ()),
        lambda: shaping.moved(TREE, (), up=True),
        lambda: shaping.replaced(TREE, (), WORK),
        lambda: shaping.rejoined(TREE, (0,), Joint.ANY),
        lambda: shaping.added(TREE, (0,), WORK),
    ],
)
def test_a_test_holds_nothing_and_the_whole_stays(change: Any) -> None:
    with pytest.raises(LookupError):
        change()


def paths(group: Group, before: shaping.Path = ()) -> list[shaping.Path]:
    """Return the path of everything in a group."""
    found = []
    for number, each in enumerate(group.members):
        path = (*before, number)
        found.append(path)
        if isinstance(each, Group):
            found += paths(each, path)
    return found


@given(groups, tests, joints, st.data())
def test_any_change_reaches_its_place_and_no_other(
    group: Group, new: Condition, joint: Joint, data: st.DataObject
) -> None:
    places = paths(group)
    if not places:
        assert shaping.added(group, (), new).members == (new,)
        return
    path = data.draw(st.sampled_from(places))
    assert shaping.path_of(shaping.path_text(path)) == path
    old = shaping.at(group, path)
    changed = shaping.replaced(group, path, new)
    assert shaping.at(changed, path) == new
    assert shaping.replaced(changed, path, old) == group
    left = list(every_test(shaping.removed(group, path)))
    assert len(left) == len(list(every_test(group))) - len(list(every_test(old)))
    there_and_back = shaping.moved(group, path, up=True)
    if there_and_back != group or path[-1]:
        back = (*path[:-1], path[-1] - 1)
        assert shaping.moved(there_and_back, back, up=False) == group
