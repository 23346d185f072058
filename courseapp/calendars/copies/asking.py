"""What an address under ``/calendars/`` asks for: by its extension or, without one, by Accept.

RFC 9110 §12.5.1. An extension decides whatever Accept says: addresses are passed on.
"""

from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from courseapp.calendars.feeds.addresses import in_path
from courseapp.calendars.feeds.scopes import wish_of
from courseapp.calendars.formats.representations import (
    ICALENDAR,
    REPRESENTATIONS,
    Representation,
    representation_ending,
)
from courseapp.core.feeds import Prepared, chosen_by_accept


@dataclass(frozen=True)
class Wanted:
    """The copy that is asked for, and its own address where Accept chose it; "" where not."""

    key: str
    chosen_at: str = ""

    def as_given(self, prepared: Prepared) -> Prepared:
        """Return the copy as it is given out to who asked so."""
        return chosen_by_accept(prepared, self.chosen_at) if self.chosen_at else prepared


@lru_cache(maxsize=1024)
def wanted_at(path: str, accept: str) -> Wanted | None:
    """Return what is asked for; None where no feed can be, so that nobody has to look."""
    is_named = representation_ending(path) is not None
    asked = in_path(path if is_named else path + accepted(accept).extension)
    if asked is None or wish_of(asked[0].name) is None:
        return None
    address, form = asked
    chosen_at = "" if is_named else address.path(form.extension)
    return Wanted(address.key + form.extension, chosen_at)


def accepted(accept: str) -> Representation:
    """Return the form that the reader likes best; iCalendar where she likes none of ours."""
    wishes = parse_accept_header(accept, MIMEAccept)
    best = max(REPRESENTATIONS, key=lambda each: wishes.quality(_kind(each)))
    return best if wishes.quality(_kind(best)) > 0 else ICALENDAR


def _kind(form: Representation) -> str:
    return form.content_type.partition(";")[0]
