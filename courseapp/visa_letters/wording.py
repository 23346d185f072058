"""The words of a letter, for officers and for people whose third language is English."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from courseapp.core.typed_text import one_line
from courseapp.papers.lettering import breakable, runs_right_to_left, said, tamed
from courseapp.visa_letters.facts import LetterFacts, Participant
from courseapp.visa_letters.rules import LetterKind

TITLES = {
    LetterKind.INVITATION: "Letter of invitation",
    LetterKind.VISA: "Letter in support of a visa application",
}
PREVIEW = "Preview, not issued"
EXAMPLE = "This is an example. The event and the person are made up."

Plain = dict[str, Any]
Line = tuple[str, str]


def full_day(value: date) -> str:
    """Return ``Monday, 23 August 2027``: nothing in it can be taken for another day."""
    return f"{value:%A}, {value.day} {value:%B} {value.year}"


def plain_day(value: date) -> str:
    """Return ``23 August 2027``."""
    return f"{value.day} {value:%B} {value.year}"


def days_said(first: date, last: date) -> str:
    """Return ``Monday, 23 August 2027 to Friday, 3 September 2027 (12 days)``."""
    days = (last - first).days + 1
    return f"{full_day(first)} to {full_day(last)} ({days} days)" if days > 1 else full_day(first)


def letter_document(facts: LetterFacts, square: str) -> Plain:
    """Return what the template places; `square` is the drawing of the address to check, as SVG."""
    title = TITLES[facts.kind]
    return {
        "title": title,
        "number": facts.number,
        "issued_on": plain_day(facts.issued_on),
        "is_preview": not facts.code,
        "sender": _inline(facts.sender.name),
        "organisers": [_inline(each) for each in facts.sender.organisers],
        "contact": _inline(facts.sender.contact),
        "to": [_inline(each) for each in addressee(facts)],
        "greeting": _inline(greeting(facts)),
        "opening": [_inline(each) for each in opening(facts)],
        "person": _lines(person_lines(facts.participant)),
        "event": _lines(event_lines(facts)),
        "costs": _lines(cost_lines(facts)),
        "extra": _paragraphs(facts.extra),
        "closing": [_inline(each) for each in closing(facts)],
        "signatory": _inline(facts.sender.signatory),
        "position": _inline(facts.sender.position),
        "square": square,
        "check": _inline(check_words(facts)),
        "check_page": facts.check_page if facts.code else "",
        "code": facts.code,
        "example": EXAMPLE if facts.is_example else "",
        # What the foot of each page shows, see papers/typst/shared.typ.
        "short_stamp": _inline(facts.number or PREVIEW),
        "page": "Page ",
        "of": " of ",
    }


def addressee(facts: LetterFacts) -> tuple[str, ...]:
    """Return to whom the letter goes, by lines."""
    if facts.kind is LetterKind.INVITATION:
        person = facts.participant
        return tuple(each for each in (person.name, person.position, person.organisation) if each)
    if not facts.consulate:
        return ("To whom it may concern",)
    country = f" of {facts.country}" if facts.country else ""
    return f"To the Embassy or Consulate{country}", facts.consulate


def greeting(facts: LetterFacts) -> str:
    """Return how the letter begins."""
    if facts.kind is LetterKind.INVITATION:
        return f"Dear {facts.participant.name},"
    return "Dear Sir or Madam,"


def opening(facts: LetterFacts) -> tuple[str, ...]:
    """Return what the letter says first."""
    what = f"the {facts.event_kind} “{facts.event}”" if facts.event_kind else f"“{facts.event}”"
    where = f" in {facts.country}" if facts.country else ""
    if facts.kind is LetterKind.INVITATION:
        return (
            f"{facts.sender.name} invites you to take part in {what}{where}. "
            "Your seat is confirmed. The details are:",
        )
    return (
        f"{facts.sender.name} has invited the person named below to take part in {what}{where}. "
        "A seat is confirmed. We ask you to support the application for a visa for this stay.",
    )


def closing(facts: LetterFacts) -> tuple[str, ...]:
    """Return what the letter says last."""
    if facts.kind is LetterKind.INVITATION:
        return ("Please carry this letter when you travel.", "Yours sincerely,")
    return (
        "The stay is for this event only. If you have questions, please ask us or the host.",
        "Yours faithfully,",
    )


def person_lines(person: Participant) -> Iterator[Line]:
    """Yield who is invited; of a passport only what is known."""
    passport = person.passport
    yield "Name", person.name
    yield "Date of birth", plain_day(passport.born_on) if passport.born_on else ""
    yield "Nationality", passport.nationality
    yield "Passport number", passport.number
    yield "Position", person.position
    yield "Organisation", person.organisation


def event_lines(facts: LetterFacts) -> Iterator[Line]:
    """Yield what, when, where and who receives people there."""
    yield "Event", facts.event
    yield "Dates", days_said(facts.starts_on, facts.ends_on)
    yield "Venue", facts.venue
    yield "Host", "\n".join(filter(None, (facts.host.name, facts.host.address)))
    yield "Contact of the host", facts.host.contact


def cost_lines(facts: LetterFacts) -> Iterator[Line]:
    """Yield who pays what, and the amounts."""
    yield from facts.costs
    yield "Amounts and details", facts.amounts


def check_words(facts: LetterFacts) -> str:
    """Return how an officer checks the letter; "" in a preview."""
    if not facts.code:
        return ""
    return (
        "To check this letter, scan the square or open the address below and type the code. The "
        "page tells whether the letter is genuine and still valid."
    )


def _lines(lines: Iterator[Line]) -> list[Plain]:
    return [{"label": label, "text": _paragraphs(text)} for label, text in lines if text.strip()]


def _paragraphs(text: str) -> list[Plain]:
    told = (" ".join(line.split()) for line in tamed(text).split("\n"))
    return [{"text": breakable(each), "turned": runs_right_to_left(each)} for each in told if each]


def _inline(text: str) -> str:
    return said(breakable(one_line(tamed(text))))
