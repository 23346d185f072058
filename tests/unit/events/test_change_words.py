"""Changes in words: who reads them knows old and new time in each zone that matters."""

from dataclasses import replace

from courseapp.events.published.change_words import change_lines, counted, times_told
from courseapp.events.published.changes import changes_between
from courseapp.events.published.states import SpokenBy
from courseapp.events.rules import SessionStatus
from tests.unit.events.published import state

WAS = state(speakers=(SpokenBy("Mai Trần", "Ministry"),))
LATER = state("2027-03-29T09:00", "2027-03-29T10:30", speakers=WAS.speakers)


def test_a_move_tells_both_times_across_the_change_to_summer_time() -> None:
    (line,) = change_lines(changes_between({"a": WAS}, {"a": LATER}), "Asia/Tokyo")
    assert line.word == "Moved"
    assert line.was == (
        "Mon 22 Mar 2027, 09:00 – 10:30 CET",
        "08:00 – 09:30 UTC",
        "17:00 – 18:30 JST, your time",
    )
    assert line.when[:2] == (
        "Mon 29 Mar 2027, 09:00 – 10:30 CEST",
        "07:00 – 08:30 UTC",
    )


def test_the_same_clock_is_told_once_and_another_day_is_named() -> None:
    assert times_told(state(zone="UTC"), "Africa/Accra") == ("Mon 22 Mar 2027, 09:00 – 10:30 UTC",)
    assert times_told(WAS, "Pacific/Honolulu")[-1].startswith("Sun 21 Mar 2027, 22:00")


def test_each_field_says_what_it_was_and_long_texts_only_that_they_changed() -> None:
    after = replace(
        WAS, place="Sala Blu", description="New", speakers=(SpokenBy("Kenji Mori"),), language="fr"
    )
    (line,) = change_lines(changes_between({"a": WAS}, {"a": after}))
    told = [(each.label, each.before, each.after) for each in line.fields]
    assert told == [
        ("Place", "", "Sala Blu"),
        ("Language", "", "French"),
        ("Description", "", ""),
        ("Speakers", "Mai Trần (Ministry)", "Kenji Mori"),
    ]
    assert (line.word, line.was) == ("Changed", ())


def test_kinds_are_counted_in_a_fixed_order() -> None:
    gone = replace(WAS, status=SessionStatus.CANCELLED)
    before = {"a": WAS, "b": WAS, "c": WAS}
    after = {"a": LATER, "b": gone, "c": LATER, "d": WAS}
    assert counted(changes_between(before, after)) == "1 new, 1 cancelled, 2 moved"
