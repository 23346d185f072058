"""Speakers who cannot speak when their session is held."""

from collections.abc import Iterator

from courseapp.speakers.rules import is_available
from courseapp.warnings.finding import Finding, times
from courseapp.warnings.programme import Programme, Span
from courseapp.warnings.rules import Kind


def speakers_away(programme: Programme) -> Iterator[Finding]:
    """Yield each turn outside the times that its speaker gave; who gave none always can."""
    for item in programme.items:
        for turn in item.turns:
            gave = programme.available.get(turn.person, ())
            if not is_available(gave, turn.starts_at, turn.ends_at):
                facts = (item.id, turn.person, times(turn))
                during = Span(turn.starts_at, turn.ends_at)
                yield Finding(Kind.SPEAKER_AWAY, (item,), facts, turn.name, during=during)
