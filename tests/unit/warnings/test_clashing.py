"""Two things at once: rooms, tracks, speakers, here and at other events."""

from dataclasses import replace

from courseapp.events.rules import Presence
from courseapp.warnings.programme import Programme
from courseapp.warnings.rules import KINDS, Kind
from tests.unit.warnings.programmes import COURSE, at, elsewhere, item, kinds, seen, turn


def test_two_sessions_in_one_room_at_one_time_clash_however_the_room_is_spelled() -> None:
    (found,) = seen(
        item(1, place="Sala Rossa", ends="2027-03-22T10:30"),
        item(2, "2027-03-22T10:00", "2027-03-22T11:00", place=" sala  rossa"),
    )

    assert found.kind is Kind.ROOM_OVERLAP
    assert found.sentence == (
        "“Session 1” and “Session 2” are in Sala Rossa at the same time, "
        "Mon 22 Mar 2027, 10:00 – 10:30 CET."
    )


def test_one_session_may_begin_when_the_other_ends() -> None:
    one = item(1, place="A", track="Policy", speakers=("Mai Trần",))
    two = item(
        2, "2027-03-22T10:00", "2027-03-22T11:00", place="A", track="Policy", speakers=("Mai Trần",)
    )

    assert kinds(one, two) == []


def test_sessions_without_a_room_or_a_track_do_not_clash_over_it() -> None:
    assert kinds(item(1), item(2)) == []


def test_nobody_speaks_in_two_rooms_however_the_name_is_spelled() -> None:
    (found,) = seen(
        item(1, place="A", speakers=("José  García", "Mai Trần")),
        item(2, place="B", speakers=("JOSE GARCIA",)),
    )

    assert (found.kind, found.what) == (Kind.SPEAKER_OVERLAP, "José  García")


def test_two_times_of_the_clock_in_two_zones_are_one_time() -> None:
    rome = item(1, "2027-03-22T09:00", "2027-03-22T10:00", speakers=("Mai Trần",))
    hanoi = item(
        2, "2027-03-22T15:30", "2027-03-22T16:00", zone="Asia/Ho_Chi_Minh", speakers=("Mai Trần",)
    )

    assert kinds(rome, hanoi) == [Kind.SPEAKER_OVERLAP]


def test_who_speaks_in_one_item_of_the_agenda_is_free_in_the_rest() -> None:
    first = at("2027-03-22T09:00"), at("2027-03-22T09:30")
    long = replace(item(1, ends="2027-03-22T12:00", place="A"), turns=(turn("Mai Trần", *first),))
    after = item(2, "2027-03-22T09:30", "2027-03-22T10:00", place="B", speakers=("Mai Trần",))
    within = item(3, "2027-03-22T09:15", "2027-03-22T09:30", place="C", speakers=("Mai Trần",))

    assert kinds(long, after) == []
    assert kinds(long, within) == [Kind.SPEAKER_OVERLAP]


def test_a_speaker_with_two_turns_in_two_sessions_at_once_is_told_once() -> None:
    times = at("2027-03-22T09:00"), at("2027-03-22T10:00")
    twice = replace(
        item(1, place="A"),
        turns=(turn("Mai Trần", *times), turn("Mai Trần", *times, Presence.ONLINE)),
    )

    assert kinds(twice, item(2, place="B", speakers=("Mai Trần",))) == [Kind.SPEAKER_OVERLAP]


def test_a_track_is_followed_by_one_person() -> None:
    (found,) = seen(item(1, place="A", track="Policy"), item(2, place="B", track="Policy"))

    assert found.sentence.startswith("“Session 1” and “Session 2” are both in the track Policy")


def test_a_speaker_at_another_event_across_midnight_is_found() -> None:
    night = item(1, "2027-03-22T23:00", "2027-03-23T01:00", speakers=("Mai Trần",))
    away = elsewhere("mai tran", "2027-03-23T00:30", "2027-03-23T02:00")

    (found,) = seen(night, elsewhere=[away])

    assert found.sentence == (
        "Mai Trần speaks in “Session 1” and at “Clinic” (Mon 22 Mar 2027) at the same time, "
        "Tue 23 Mar 2027, 00:30 – 01:00 CET."
    )


def test_another_event_that_is_not_to_be_known_is_not_named() -> None:
    hidden = elsewhere("Mai Trần", "2027-03-22T09:20", "2027-03-22T09:40", title="", is_own=False)

    (found,) = seen(item(1, speakers=("Mai Trần",)), elsewhere=[hidden])

    assert found.kind is Kind.SPEAKER_ELSEWHERE
    assert "at another event at the same time" in found.sentence
    assert "Clinic" not in found.sentence
    assert "09:00 – 10:00 CET" in found.sentence  # that of her own session only


def test_what_two_other_events_do_to_each_other_is_not_told_here() -> None:
    one = elsewhere("Mai Trần", "2027-03-22T09:00", "2027-03-22T10:00")
    two = replace(one, session_id=92)

    assert kinds(item(1), elsewhere=[one, two]) == []


def test_a_key_stays_until_the_facts_change() -> None:
    one, two = item(1, place="A"), item(2, place="A")
    (before,) = seen(one, two)

    renamed = replace(one, title="Another title", seats=3, has_link=False)
    moved = item(1, "2027-03-22T09:30", "2027-03-22T10:30", place="A")
    assert seen(renamed, two)[0].key == before.key
    assert seen(two, one)[0].key == before.key
    assert seen(one, two, item(3, "2027-03-23T09:00", "2027-03-23T10:00", place="A"))[0].key == (
        before.key
    )
    assert seen(moved, two)[0].key != before.key
    assert seen(one, replace(two, id=4))[0].key != before.key
    assert seen(replace(one, place="B"), replace(two, place="B"))[0].key != before.key
    assert before.key.startswith("room_overlap-")


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) == set(Kind)
    assert Programme(COURSE, ()).items == ()
