"""The forms in which a feed can be had, each by its extension or by Accept (RFC 9110 §12.5.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from courseapp.calendars.formats.atom import write_atom
from courseapp.calendars.formats.ics import write_feed
from courseapp.calendars.formats.jcal import write_jcal
from courseapp.calendars.formats.table import write_csv
from courseapp.calendars.formats.xcal import write_xcal
from courseapp.calendars.rules import Feed


@dataclass(frozen=True)
class Representation:
    """One form of a feed. `write` gives the same octets for the same feed, always."""

    extension: str
    content_type: str
    write: Callable[[Feed], bytes]


ICALENDAR = Representation(".ics", "text/calendar; charset=utf-8", write_feed)
REPRESENTATIONS = (
    ICALENDAR,
    Representation(".json", "application/calendar+json; charset=utf-8", write_jcal),
    Representation(".xml", "application/calendar+xml; charset=utf-8", write_xcal),
    Representation(".atom", "application/atom+xml; charset=utf-8", write_atom),
    Representation(".csv", "text/csv; charset=utf-8; header=present", write_csv),
)


def representation_ending(path: str) -> Representation | None:
    """Return the form whose extension the path ends in."""
    return next((each for each in REPRESENTATIONS if path.endswith(each.extension)), None)
