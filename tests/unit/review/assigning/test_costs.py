from courseapp.review.assigning.costs import (
    OFF_TOPIC,
    TIES,
    UNKNOWN_LANGUAGE,
    UNREAD,
    cost_of_language,
    cost_of_load,
    cost_of_pair,
    cost_of_plan,
    cost_of_topics,
    lot,
)
from courseapp.review.assigning.model import Pair, Paper, Reader, Task

FRENCH = Paper(1, "fr")
BRAZILIAN = Paper(2, "pt-BR", frozenset({"ets-cap"}))


def test_a_reviewer_who_reads_the_language_costs_nothing() -> None:
    assert cost_of_language(FRENCH, Reader(1, 9, frozenset({"en", "fr"}))) == 0
    assert cost_of_language(BRAZILIAN, Reader(1, 9, frozenset({"pt"}))) == 0
    assert cost_of_language(Paper(3), Reader(1, 9, frozenset({"en"}))) == 0


def test_not_to_read_the_language_costs_more_than_not_to_be_known_to() -> None:
    assert cost_of_language(FRENCH, Reader(1, 9, frozenset({"en"}))) == UNREAD
    assert cost_of_language(FRENCH, Reader(1, 9)) == UNKNOWN_LANGUAGE < UNREAD


def test_one_common_topic_is_enough_and_without_topics_everybody_is_an_expert() -> None:
    expert = Reader(1, 9, topics=frozenset({"ets-cap", "ets-linking"}))
    assert cost_of_topics(BRAZILIAN, expert) == 0
    assert cost_of_topics(BRAZILIAN, Reader(2, 9)) == OFF_TOPIC
    assert cost_of_topics(FRENCH, Reader(2, 9)) == 0


def test_what_is_there_is_cheaper_than_what_is_as_good() -> None:
    reader = Reader(1, 9)
    task = Task((FRENCH,), (reader,), 1, 9, present=frozenset({Pair(1, 1)}))
    without = Task((FRENCH,), (reader,), 1, 9)
    assert cost_of_pair(task, FRENCH, reader) < cost_of_pair(without, FRENCH, reader)


def test_even_loads_cost_least() -> None:
    assert cost_of_load(5) * 2 < cost_of_load(4) + cost_of_load(6)


def test_what_was_begun_counts_in_the_load_and_in_nothing_else() -> None:
    task = Task((Paper(1, "fr"),), (Reader(1, 9, frozenset({"en"})),), 1, 9,
                fixed=frozenset({Pair(1, 1)}))  # fmt: skip
    assert cost_of_plan(task, {Pair(1, 1)}) == cost_of_load(1)


def test_lots_are_the_same_on_each_machine_and_below_their_bound() -> None:
    assert lot(Pair(1, 2)) == lot(Pair(1, 2))
    lots = {lot(Pair(a, b)) for a in range(30) for b in range(30)}
    assert len(lots) > 200
    assert max(lots) < TIES
