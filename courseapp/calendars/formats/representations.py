"""The forms in which a feed can be had, each by its extension or by Accept (RFC 9110 §12.5.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.rules import Feed


@dataclass(frozen=True)
class Representation:
    """One form of a feed. `write` gives the same octets for the same feed, always."""

    extension: str
    content_type: str
    write: Callable[[Feed], bytes]


ICALENDAR = Representation(".ics", "text/calendar; charset=utf-8", write_feed)
REPRESENTATIONS = (ICALENDAR,)


def representation_ending(path: str) -> Representation | None:
    """Return the form whose extension the path ends in."""
    return next((each for each in REPRESENTATIONS if path.endswith(each.extension)), None)
