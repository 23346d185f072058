"""Our own words in calendars, in one language: what stands around the organisers' texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from courseapp.events.rules import EventKind
from courseapp.selection.rules import Language
from courseapp.selection.wording.speaking import in_language


@dataclass(frozen=True)
class Words:
    """Everything that we say ourselves. Texts with braces are filled in by `str.format`."""

    language: Language
    kinds: Mapping[EventKind, str]
    online: str
    join: str
    event_page: str
    example: str
    # First in a title, for not every program shows the status.
    cancelled: str
    postponed: str
    not_attending: str
    # What the reader must know first.
    event_cancelled: str
    session_cancelled: str
    seat_given_up: str
    planned: str
    now_postponed: str
    dates_unknown: str
    now_in: str
    now_planned_for: str
    # What is said of it.
    with_speakers: str
    and_others: str
    by_invitation: str
    no_longer_listed: str
    for_the_invited: str
    listed_in_full: str
    told_in_full: str
    # Deadlines.
    applications_open: str
    applications_close: str
    registration_opens: str
    registration_closes: str
    opens_at: str
    closes_at: str
    not_taken: str
    no_deadline: str

    def dates(self, told: str) -> str:
        """Return a date or time that `core.formats` told, with days and months in this language."""
        return in_language(told, self.language)
