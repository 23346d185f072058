"""The octets of a feed: lines, folds, characters, and the same again while nothing changes."""

import random
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given

from courseapp.calendars.formats.folding import fold
from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text
from courseapp.calendars.formats.values import Text
from courseapp.calendars.rules import Entry, Feed
from tests.unit.calendars.samples import (
    A_DAY,
    entry,
    events,
    examples,
    feed,
    feeds,
    lines,
    texts,
    timed,
    unescaped,
    values,
)


@given(feeds)
@examples(50)
def test_every_text_comes_back_as_it_was_entered(some: Feed) -> None:
    found = events(write_feed(some))
    for one in some.entries:
        event = found[one.uid]
        assert event.get("SUMMARY", "") == one_line(one.title)
        assert event.get("DESCRIPTION", "") == plain_text(one.description)
        assert event.get("LOCATION", "") == plain_text(one.location)
        assert event.get("CONTACT", "") == plain_text(one.contact)


@given(feeds)
@examples(40)
def test_a_strict_reader_finds_no_fault_in_lines_escapes_and_nesting(some: Feed) -> None:
    nesting = []
    for line in lines(write_feed(some)):
        if line.name == "BEGIN":
            nesting.append(line.value)
        elif line.name == "END":
            assert nesting.pop() == line.value
        elif line.name in {"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT"}:
            unescaped(line.value)
    assert nesting == []


@given(feeds)
@examples(20)
def test_the_same_feed_is_the_same_octets_in_whatever_order_its_entries_come(some: Feed) -> None:
    shuffled = random.Random(7).sample(some.entries, len(some.entries))
    assert write_feed(replace(some, entries=tuple(shuffled))) == write_feed(some)


def test_the_same_instants_in_another_zone_object_are_the_same_octets() -> None:
    moved = entry(changed_at=A_DAY.astimezone(UTC) + timedelta(0), when=timed("2027-03-22T08:00"))
    assert write_feed(feed(moved)) == write_feed(feed(entry()))


@pytest.mark.parametrize("character", ["a", "é", "ب", "不", "😀", "\\", ",", ";", "\n", "🇮🇹"])
def test_a_line_is_folded_at_75_octets_but_never_inside_a_character(character: str) -> None:
    for shift in range(5):
        text = f"{'x' * shift}:{character * 100}:"
        octets = write_feed(feed(entry(description=text)))
        assert unescaped(values(octets, "DESCRIPTION")[-1]) == text


@pytest.mark.parametrize(("length", "lines"), [(74, 1), (75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_is_folded_when_it_must_be_and_not_before(length: int, lines: int) -> None:
    assert len(fold("x" * length).split(b"\r\n")) == lines


@given(texts)
@examples(150)
def test_a_fold_parts_neither_a_character_nor_an_escape(text: str) -> None:
    line = Text(plain_text(text)).to_ical().decode() * 4
    pieces = fold(line).split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    for piece in pieces:
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0
        assert piece.decode() or line == ""


def test_a_backslash_before_a_capital_n_is_no_line_break() -> None:
    octets = write_feed(feed(entry(title=r"C:\New\names")))
    assert values(octets, "SUMMARY") == [r"C:\\New\\names"]


def test_control_characters_from_a_pdf_are_left_out() -> None:
    octets = write_feed(feed(entry(title="Cap\x00 set\x0cting\x07", description="a\x1bb\tc")))
    assert values(octets, "SUMMARY") == ["Cap set ting"]
    assert values(octets, "DESCRIPTION") == ["ab\tc"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\x0b"])
def test_every_kind_of_line_end_becomes_the_one_that_readers_know(end: str) -> None:
    octets = write_feed(feed(entry(description=f"one{end}two")))
    assert values(octets, "DESCRIPTION") == [r"one\ntwo"]
    assert len(octets.decode().splitlines()) == octets.count(b"\r\n")


def test_half_a_surrogate_pair_does_not_stop_the_feed() -> None:
    assert values(write_feed(feed(entry(title="a\ud800b"))), "SUMMARY") == ["a\ufffdb"]


@pytest.mark.parametrize(
    ("entered", "written"),
    [
        ("https://example.org/a?b=c,d;e#f", "https://example.org/a?b=c,d;e#f"),
        ("https://exämple.org/é a", "https://xn--exmple-cua.org/%C3%A9%20a"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("tel:+390551234", "tel:+390551234"),
        ("www.example.org", ""),
        ("/events/icap", ""),
        ("https://exa mple.org/", ""),
        ("https://[broken/", ""),
        ("", ""),
    ],
)
def test_an_address_is_absolute_ascii_or_left_out(entered: str, written: str) -> None:
    assert ascii_uri(entered) == written


def test_an_address_cannot_smuggle_in_a_line() -> None:
    octets = write_feed(feed(entry(url="https://example.org/\r\nATTENDEE:mailto:x@example.org")))
    assert values(octets, "ATTENDEE") == []


def test_a_thousand_entries_stay_below_a_megabyte() -> None:
    many: list[Entry] = [
        entry(
            f"{number:036}", timed("2027-03-22T08:00"), title="Allocation " * 5, url="https://e.org"
        )
        for number in range(1000)
    ]
    assert len(write_feed(feed(*many))) < 1_000_000
