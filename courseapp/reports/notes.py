"""What is not counted in a year, and why, in words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from courseapp.reports.outputs import EventOutput, Outputs, YearOfOutputs
from courseapp.reports.rules import Standing
from courseapp.reports.words import number_of


@dataclass(frozen=True)
class Note:
    """A reason, and the events that it concerns where naming them is of use."""

    text: str
    events: tuple[EventOutput, ...] = ()


def notes(outputs: Outputs, year: YearOfOutputs) -> tuple[Note, ...]:
    """Return what the figures of a year leave out. Drafts are told of in general only."""
    found = [*_events(year), *_sessions(year), *_people(year), *_publications(outputs)]
    return (*found, Note("Drafts are not public and never count."))


def _events(year: YearOfOutputs) -> Iterator[Note]:
    for standing, words, named in _REASONS:
        events = year.standing(standing)
        if events:
            yield Note(words(len(events)), events if named else ())


def _announced(count: int) -> str:
    plans = "1 event is a plan" if count == 1 else f"{count} events are plans"
    return f"{plans}: nobody has confirmed that it took place. Plans are listed apart."


def _coming(count: int) -> str:
    verb, they = ("is", "It counts") if count == 1 else ("are", "They count")
    return f"{number_of(count, 'event')} {verb} under way or still to come. {they} when over."


def _cancelled(count: int) -> str:
    return f"{number_of(count, 'event')} {'was' if count == 1 else 'were'} cancelled:"


def _examples(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{number_of(count, 'event')} {verb} made up as examples of how the site works:"


_REASONS: Sequence[tuple[Standing, Callable[[int], str], bool]] = (
    (Standing.ANNOUNCED, _announced, False),
    (Standing.COMING, _coming, False),
    (Standing.CANCELLED, _cancelled, True),
    (Standing.EXAMPLE, _examples, True),
)


def _sessions(year: YearOfOutputs) -> Iterator[Note]:
    unknown = [each for each in year.held if each.sittings is None]
    closed = sum(each.is_closed for each in unknown)
    if unknown[closed:]:
        yield Note(
            f"Of {number_of(len(unknown) - closed, 'event')} the record has no programme: sessions "
            "and hours are unknown, which does not mean none."
        )
    if closed:
        yield Note(
            f"The programme of {number_of(closed, 'event')} by invitation is not public: sessions "
            "and hours are not counted."
        )
    cancelled = sum(each.cancelled for each in year.known)
    if cancelled:
        verb = "was" if cancelled == 1 else "were"
        yield Note(f"{number_of(cancelled, 'session')} {verb} cancelled.")
    yield from _years_apart(year)


def _years_apart(year: YearOfOutputs) -> Iterator[Note]:
    """Sessions and events that do not belong to the same year."""
    if year.carried:
        yield Note(
            "Sessions of this year belong to events of another year, which count there:",
            year.carried,
        )
    elsewhere = [each for each in year.held if each.session_years - {year.year}]
    if elsewhere:
        yield Note("Some sessions of these events were in another year:", tuple(elsewhere))


def _people(year: YearOfOutputs) -> Iterator[Note]:
    if _any_stated(year.held):
        yield Note(
            "How many people took part is what the named source states. These numbers are never "
            "added up: one person may have come to several events."
        )


def _any_stated(events: Iterable[EventOutput]) -> bool:
    return any(
        number is not None
        for each in events
        for number in (each.participants_stated, each.participant_countries_stated)
    )


def _publications(outputs: Outputs) -> Iterator[Note]:
    count = len(outputs.undated)
    if count:
        verb = "is" if count == 1 else "are"
        yield Note(
            f"{number_of(count, 'publication')} {verb} in no year: no source states when "
            f"{'it' if count == 1 else 'they'} appeared."
        )
