"""When a copy is given out, what memory holds, how often somebody may ask: plain values."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from courseapp.calendars.copies.asking import Wanted, wanted_at
from courseapp.calendars.copies.shelf import Shelf, Shelved
from courseapp.calendars.copies.standing import Seen, Standing, standing
from courseapp.core.allowances import Allowance, client_of
from courseapp.core.codings import Coding
from courseapp.core.feeds import Feed, prepare

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
LATELY = NOW - timedelta(seconds=20)
LONG_AGO = NOW - timedelta(minutes=2)


def seen(**changes: object) -> Seen:
    good: dict[str, object] = {
        "tag": '"x"',
        "changed_at": LONG_AGO,
        "stands_until": NOW + timedelta(days=9),
        "stale_since": None,
        "is_withheld": False,
        "claimed_at": None,
        "asked_at": LONG_AGO,
        "news_since": None,
        "news_withdraws": False,
        "worker_at": LATELY,
    }
    return Seen(**{**good, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, Standing.WANTED),
        (seen(tag=None), Standing.WANTED),
        (seen(), Standing.GIVEN),
        (seen(worker_at=None), Standing.GIVEN),
        (seen(stale_since=LATELY), Standing.GIVEN),
        (seen(news_since=LATELY), Standing.GIVEN),
        (seen(stands_until=LATELY), Standing.GIVEN),
        (seen(stale_since=LONG_AGO), Standing.DUE),
        (seen(news_since=LONG_AGO), Standing.DUE),
        (seen(stands_until=LONG_AGO), Standing.DUE),
        (seen(stale_since=LATELY, worker_at=LONG_AGO), Standing.DUE),
        (seen(stale_since=LATELY, worker_at=None), Standing.DUE),
        (seen(news_since=LATELY, worker_at=None), Standing.DUE),
        (seen(stands_until=NOW, worker_at=None), Standing.DUE),
        (seen(stale_since=LATELY, is_withheld=True), Standing.WANTED),
        (seen(news_since=LATELY, news_withdraws=True), Standing.WANTED),
    ],
)
def test_what_is_old_is_given_out_for_a_minute_at_most_and_what_is_withheld_never(
    found: Seen | None, expected: Standing
) -> None:
    assert standing(found, NOW) is expected


def shelved(octets: int) -> Shelved:
    feed = Feed(b"x" * octets, NOW, "all.ics", "text/calendar")
    return Shelved(('"x"', NOW), prepare(feed, {Coding.PLAIN: feed.octets}), NOW)


def test_what_was_not_asked_for_the_longest_leaves_the_shelf_first() -> None:
    shelf = Shelf(most_octets=100)
    for key in ("a", "b", "c"):
        shelf.put(key, shelved(30))
    shelf.get("a")
    shelf.put("d", shelved(30))
    assert [key for key in "abcd" if shelf.get(key)] == ["a", "c", "d"]
    shelf.put("a", shelved(40))
    assert shelf.octets == 100
    shelf.put("e", shelved(101))
    assert (shelf.octets, shelf.get("e")) == (0, None)


def test_many_hands_leave_the_shelf_in_order() -> None:
    shelf = Shelf(most_octets=1000)

    def use(number: int) -> None:
        for turn in range(300):
            key = str((number * turn) % 17)
            shelf.put(key, shelved(turn % 90))
            shelf.get(str(turn % 17))

    hands = [threading.Thread(target=use, args=(number,)) for number in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    kept = [found.octets for key in range(17) if (found := shelf.get(str(key)))]
    assert shelf.octets == sum(kept) <= 1000


@pytest.mark.parametrize(
    ("seconds", "good"), [(0, True), (1.9, True), (2, False), (3600, False), (-1, False)]
)
def test_a_look_at_the_database_holds_for_two_seconds_whatever_the_clock_does(
    seconds: float, good: bool
) -> None:
    assert shelved(1).is_good(NOW + timedelta(seconds=seconds)) is good


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("", ".ics"),
        ("*/*", ".ics"),
        ("text/calendar", ".ics"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ".ics"),
        ("application/calendar+json", ".json"),
        ("application/calendar+xml, text/calendar;q=0.5", ".xml"),
        ("text/calendar;q=0.5, text/csv;q=0.9", ".csv"),
        ("application/atom+xml, */*;q=0.1", ".atom"),
        ("image/png", ".ics"),
        ("text/calendar;q=0, */*", ".json"),
    ],
)
def test_without_an_extension_accept_chooses_the_form(accept: str, extension: str) -> None:
    found = wanted_at("fr/initiatives/icap", accept)
    key = f"fr/initiatives/icap{extension}"
    assert found == Wanted(key, f"/calendars/{key}")


def test_an_extension_decides_whatever_accept_says() -> None:
    assert wanted_at("all.csv", "text/calendar") == Wanted("all.csv")
    assert wanted_at("en/all.ics", "") == Wanted("all.ics")


@pytest.mark.parametrize("path", ["", "fr", "mine/secret", "mine/secret.ics", "nothing.ics", "a\0"])
def test_what_can_be_no_feed_is_looked_for_nowhere(path: str) -> None:
    assert wanted_at(path, "") is None


@given(lists(integers(0, 40), max_size=60))
def test_nobody_asks_more_often_than_allowed(pauses: list[int]) -> None:
    allowance, at, taken = Allowance(5, 60), 1_000_000.0, []
    for pause in pauses:
        at += pause
        if not allowance.take("someone", at):
            taken.append(at)
        # Spans are counted as if they had been even, so twice as many fit at most.
        assert len([each for each in taken if each > at - 60]) <= 10


@pytest.mark.parametrize("at", [5.0, 59.0, 61.0, 63.5])
def test_whoever_waits_as_long_as_she_was_told_is_let_in(at: float) -> None:
    allowance = Allowance(5, 60)
    for earlier in (0.0, 1.0, 2.0, 3.0, 4.0):
        assert allowance.take("someone", earlier) == 0
    assert allowance.take("another", 4.0) == 0
    wait = allowance.take("someone", at)
    assert wait > 0
    assert allowance.wait("someone", at + wait) == 0


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
    ],
)
def test_an_address_stands_for_a_household_and_this_machine_for_everybody(
    address: str, client: str
) -> None:
    assert client_of(address) == client
