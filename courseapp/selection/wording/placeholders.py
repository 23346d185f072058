"""What can stand in curly brackets in a letter, what is wrong with a text, and filling it in.

A letter is paragraphs with blank lines between. A placeholder such as ``{name}`` becomes a value;
some, such as ``{answer_link}``, become a part of the letter and stand in a paragraph of their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.selection.rules import Choice

LONGEST_SUBJECT, LONGEST_BODY = 200, 6000


class Part(StrEnum):
    """A placeholder that is a part of the letter, in a paragraph of its own."""

    FACTS = "facts"
    ANSWER_LINK = "answer_link"
    NOTE = "note"
    CONTACT = "contact"
    TRAVEL_LINK = "travel_link"
    CALENDAR_LINK = "calendar_link"
    PEOPLE = "people"  # of a focal point, each with what was decided
    ASK = "ask"  # whom to ask, where the letter is about no application


class Value(StrEnum):
    """A placeholder within a sentence."""

    NAME = "name"
    EVENT = "event"
    INITIATIVE = "initiative"
    DATES = "dates"
    PLACE = "place"
    REFERENCE = "reference"
    REPLY_BY = "reply_by"
    APPLICATION_LINK = "application_link"
    EVENTS_LINK = "events_link"
    NEXT_EDITION_LINK = "next_edition_link"
    EVENT_LINK = "event_link"
    DAY = "day"  # until when the offer can be answered, in one zone
    JURISDICTION = "jurisdiction"
    DUE = "due"  # when her people hear it themselves
    NUMBER = "number"  # of a letter for an embassy
    REASON = "reason"
    LETTERS_LINK = "letters_link"  # the page with her letters


# What organisers can use; the rest has a meaning in letters that only we write.
MEANINGS: Mapping[Part | Value, str] = MappingProxyType(
    {
        Value.NAME: "her or his name",
        Value.EVENT: "the title of the event",
        Value.INITIATIVE: "the name of the initiative",
        Value.DATES: "when the event is",
        Value.PLACE: "where it is",
        Value.REFERENCE: "the number of the application",
        Value.REPLY_BY: "until when the offer can be answered",
        Value.APPLICATION_LINK: "the address of the application’s own page",
        Value.EVENTS_LINK: "the address of the list of coming events",
        Value.NEXT_EDITION_LINK: "where one asks to hear of the next edition",
        Part.FACTS: "when and where, as a small table",
        Part.ANSWER_LINK: "the button to answer, with a link for this person alone",
        Part.NOTE: "the note of the organiser, if there is one",
        Part.CONTACT: "the application’s number and whom to ask",
    }
)
LINKS = frozenset(
    {
        Value.APPLICATION_LINK,
        Value.EVENTS_LINK,
        Value.NEXT_EDITION_LINK,
        Value.EVENT_LINK,
        Value.LETTERS_LINK,
    }
)
STRONG = frozenset({Value.EVENT, Value.REPLY_BY, Value.DUE, Value.NUMBER})
_OF_AN_OFFER = frozenset({Value.REPLY_BY, Part.ANSWER_LINK})
_PLACEHOLDER = re.compile(r"\{\s*([^{}\n]*?)\s*\}")
_KNOWN: Mapping[str, Part | Value] = MappingProxyType(
    {str(each): each for kind in (Part, Value) for each in kind}
)


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence; `href` where it is a link, `strong` where it must be seen."""

    text: str
    href: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A sentence or several, or a part of the letter that is more than words."""

    pieces: tuple[Piece, ...] = ()
    part: Part | None = None


@dataclass(frozen=True)
class Words:
    """A letter before it is filled in."""

    subject: str
    body: str


def usable(choice: Choice) -> tuple[Part | Value, ...]:
    """Return the placeholders that a letter of the outcome can have, in the order to show them."""
    is_offer = choice is Choice.OFFER
    return tuple(each for each in MEANINGS if is_offer or each not in _OF_AN_OFFER)


def faults_in_subject(text: str, choice: Choice) -> tuple[str, ...]:
    """Return what is wrong with a subject, each with what to do."""
    parts = [f"{{{each}}} has no place in a subject. Take it away." for each in _parts_in(text)]
    return (*_unknown(text, choice), *parts)


def faults_in_body(text: str, choice: Choice) -> tuple[str, ...]:
    """Return what is wrong with a body, each with what to do."""
    found = [*_unknown(text, choice)]
    for paragraph in _paragraphs(text):
        alone = _PLACEHOLDER.fullmatch(paragraph)
        if not alone:
            found += [
                f"Put {{{each}}} into a paragraph of its own." for each in _parts_in(paragraph)
            ]
    if choice is Choice.OFFER and Part.ANSWER_LINK not in _parts_in(text):
        found.append("Add {answer_link}: without it nobody can answer the offer.")
    return tuple(dict.fromkeys(found))


def fill_line(text: str, values: Mapping[Value, str]) -> str:
    """Return a subject filled in; what it does not know stays as it was typed."""
    return "".join(piece.text for piece in _pieces(text, values))


def fill(text: str, values: Mapping[Value, str]) -> Sequence[Paragraph]:
    """Return the paragraphs of a body filled in. An empty value leaves nothing hanging."""
    return tuple(
        Paragraph(part=part) if part else Paragraph(tuple(_pieces(each, values)))
        for each in _paragraphs(text)
        for part in [_part(each)]
    )


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n\s*\n", text) if each.strip()]


def _part(paragraph: str) -> Part | None:
    alone = _PLACEHOLDER.fullmatch(paragraph)
    known = _KNOWN.get(alone.group(1)) if alone else None
    return known if isinstance(known, Part) else None


def _pieces(text: str, values: Mapping[Value, str]) -> Iterator[Piece]:
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        known = _KNOWN.get(found.group(1))
        if isinstance(known, Value):
            yield Piece(text[end : found.start()])
            told = values.get(known, "")
            yield Piece(told, told if known in LINKS else "", known in STRONG)
            end = found.end()
    yield Piece(text[end:])


def _parts_in(text: str) -> list[Part]:
    names = (_KNOWN.get(each.group(1)) for each in _PLACEHOLDER.finditer(text))
    return [each for each in names if isinstance(each, Part)]


def _unknown(text: str, choice: Choice) -> Iterator[str]:
    offered = {str(each) for each in usable(choice)}
    for name in dict.fromkeys(each.group(1) for each in _PLACEHOLDER.finditer(text)):
        if name not in {str(each) for each in MEANINGS}:
            yield f"We know no {{{name}}}. Take it away, or use one of the list."
        elif name not in offered:
            yield f"{{{name}}} has a meaning only in an offer. Take it away."
    if _PLACEHOLDER.sub("", text).count("{") or _PLACEHOLDER.sub("", text).count("}"):
        yield "A curly bracket stands alone. Write each placeholder as {name}."
