"""What a reader knows of an event in Florence across the change to summer time."""

from datetime import date, datetime

from courseapp.programmes.parsed import Context, Parsed

wall = datetime.fromisoformat  # what a clock on the wall shows
ROME = "Europe/Rome"
FLORENCE = Context(ROME, date(2027, 3, 22), date(2027, 4, 2))


def told(parsed: Parsed) -> list[tuple[str, str, bool]]:
    """Return what a reader says: where, what, and whether it refuses."""
    return [(each.where, each.what, each.is_refusal) for each in parsed.remarks]


def times(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Return title, zone, start and end of each session."""
    return [
        (each.title, each.zone, f"{each.starts_local:%d %H:%M}", f"{each.ends_local:%d %H:%M}")
        for each in parsed.sessions
    ]
