"""What can be wrong in a programme, and how each is told to its organisers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from types import MappingProxyType

LONGEST_WITHOUT_BREAK = timedelta(hours=3)
SHORTEST_BREAK = timedelta(minutes=10)
NIGHT_BEGINS = time(23)  # by the clock of whoever takes part
NIGHT_ENDS = time(6)
MOST_IN_THE_NIGHT = 1 / 3  # of the people accepted or expected
DAYS_FOR_A_VISA = 60
KILOMETRES_PER_HOUR = 700.0
TO_AND_FROM_AIRPORTS = timedelta(hours=3)
SAME_TOWN_KILOMETRES = 50.0  # nobody flies within it
ANOTHER_COUNTRY = timedelta(hours=12)  # where we do not know how far
LONGEST_REASON = 500


class Gravity(StrEnum):
    """Whether people will suffer from it, or may."""

    PROBLEM = "problem"
    HINT = "hint"


class Kind(StrEnum):
    """What is wrong, in the order in which organisers are told."""

    ROOM_OVERLAP = "room_overlap"
    SPEAKER_OVERLAP = "speaker_overlap"
    SPEAKER_ELSEWHERE = "speaker_elsewhere"
    TRACK_OVERLAP = "track_overlap"
    TRAVEL = "travel"
    SPEAKER_AWAY = "speaker_away"
    OUTSIDE_DATES = "outside_dates"
    CLOCK_SKIPPED = "clock_skipped"
    ROOM_TOO_SMALL = "room_too_small"
    NIGHT = "night"
    LATE_DEADLINE = "late_deadline"
    VISA_TIME = "visa_time"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    NO_BREAK = "no_break"
    CLOCK_TWICE = "clock_twice"
    NO_LINK = "no_link"
    NO_PLACE = "no_place"


@dataclass(frozen=True)
class Told:
    """How a kind is told. `sentence` is filled in with the words of a `finding.Finding`."""

    label: str
    sentence: str
    advice: str
    gravity: Gravity = Gravity.PROBLEM


KINDS: Mapping[Kind, Told] = MappingProxyType(
    {
        Kind.ROOM_OVERLAP: Told(
            "Two sessions in one room",
            "{one} and {two} are in {what} at the same time, {when}.",
            "Move one of them, or give it another room.",
        ),
        Kind.SPEAKER_OVERLAP: Told(
            "A speaker in two sessions",
            "{what} speaks in {one} and in {two} at the same time, {when}.",
            "Move one of them, or ask somebody else to speak.",
        ),
        Kind.SPEAKER_ELSEWHERE: Told(
            "A speaker at two events",
            "{what} speaks in {one} and at {other} at the same time, {when}.",
            "Ask the speaker which of the two holds, then move the session.",
        ),
        Kind.TRACK_OVERLAP: Told(
            "Two sessions in one track",
            "{one} and {two} are both in the track {what}, {when}: nobody can follow both.",
            "Move one of them, or put it into another track.",
        ),
        Kind.TRAVEL: Told(
            "A journey that cannot be made",
            "{what} speaks in person in {one} and at {other}, with {note}.",
            "Let the speaker join one of the two online, or move the session.",
        ),
        Kind.SPEAKER_AWAY: Told(
            "A speaker who cannot be there",
            "{what} cannot speak at the time of {one}, {when}.",
            "Move the session into a time that the speaker gave, or ask somebody else.",
        ),
        Kind.OUTSIDE_DATES: Told(
            "Outside the dates",
            "{one} on {when} is outside the dates of {what}.",
            "Move the session, or change the dates.",
        ),
        Kind.CLOCK_SKIPPED: Told(
            "A time that does not exist",
            "{one} has a time that does not exist: {when} is skipped, for the clocks go forward.",
            "Enter another time.",
        ),
        Kind.ROOM_TOO_SMALL: Told(
            "A room that is too small",
            "{one} has {note}, and {what}.",
            "Choose a larger room, or give fewer seats.",
        ),
        Kind.NIGHT: Told(
            "In the night",
            "{one}, {when}, is in the night for {note}.",
            "Choose another time, or hold the session a second time for them.",
        ),
        Kind.LATE_DEADLINE: Told(
            "A deadline after the decision",
            "People can apply until {when}, but hear whether they have a seat on {note}.",
            "Set the deadline earlier, or the decision later.",
        ),
        Kind.VISA_TIME: Told(
            "Too little time for visas",
            "There are {note} between the decision on {what} and the start on {when}. "
            "Who needs a visa needs 60.",
            "Decide earlier, or tell people to ask for a visa before the decision.",
        ),
        Kind.HOLIDAY: Told(
            "A public holiday",
            "{when} is a public holiday in {what}: {note}.",
            "Ask whether the venue is open, and whether people can travel.",
            Gravity.HINT,
        ),
        Kind.WEEKEND: Told(
            "A weekend",
            "{when} is at the weekend in {what}.",
            "Ask whether the venue is open, and tell people that they work that day.",
            Gravity.HINT,
        ),
        Kind.NO_BREAK: Told(
            "No break",
            "There is no break for {note} in {what}, {when}.",
            "Leave 10 minutes between two sessions, or put a break into the agenda.",
            Gravity.HINT,
        ),
        Kind.CLOCK_TWICE: Told(
            "A time that comes twice",
            "{one} has a time that comes twice: {when}, for the clocks go back. "
            "We take the first of the two.",
            "Choose a time that comes once, or tell people the time in UTC.",
            Gravity.HINT,
        ),
        Kind.NO_LINK: Told(
            "No link",
            "{one} can be joined online and has no link.",
            "Add the link. Only people with a confirmed seat see it.",
            Gravity.HINT,
        ),
        Kind.NO_PLACE: Told(
            "No place",
            "{one} is in person and has no place.",
            "Choose a room, or enter the venue of the event.",
            Gravity.HINT,
        ),
    }
)
