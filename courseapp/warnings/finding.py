"""One thing that is wrong, before anybody looks at who has acknowledged it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.warnings.programme import Elsewhere, Item, Running, Span
from courseapp.warnings.rules import KINDS, Kind

KEY_LETTERS = 24  # 96 bits: two warnings of one event never share a key by chance

Fact = str | int


@dataclass(frozen=True)
class Finding:
    """What is wrong with which sessions.

    `facts` are all that it depends on: as long as they stay, an acknowledgement holds. `what`,
    `note`, and `when` or else the time of `during` are put into the sentence of its kind; `on`
    is where it stands in lists unless a session says so.
    """

    kind: Kind
    items: tuple[Item, ...]
    facts: tuple[Fact, ...]
    what: str = ""
    when: str = ""
    note: str = ""
    during: Span | None = None
    other: Elsewhere | None = None
    on: date | None = None

    @cached_property
    def key(self) -> str:
        """What identifies it among the warnings of its event, over all edits of other things."""
        text = "\x1f".join(str(fact) for fact in self.facts)
        return f"{self.kind}-{sha256(text.encode()).hexdigest()[:KEY_LETTERS]}"

    @property
    def sentence(self) -> str:
        names = [item.called for item in self.items]
        return KINDS[self.kind].sentence.format(
            one=names[0] if names else self.what,
            two=names[1] if len(names) > 1 else "",
            other=self.other.called if self.other else "",
            what=self.what,
            when=self.when or self._time(),
            note=self.note,
        )

    def _time(self) -> str:
        """Return ``Mon 22 Mar 2027, 10:00 – 10:30 CET``, in the zone of the first session."""
        if self.during is None:
            return ""
        starts_at, ends_at, zone = self.during.starts_at, self.during.ends_at, self.items[0].zone
        day = formats.day(starts_at.astimezone(ZoneInfo(zone)).date())
        return f"{day}, {formats.time_range(starts_at, ends_at, zone)}"

    @property
    def day(self) -> date | None:
        """The local day in the lists; None for what concerns the event as a whole."""
        return self.items[0].starts_local.date() if self.items else self.on

    def concerns(self, session_id: int) -> bool:
        return any(item.id == session_id for item in self.items)


def times(stay: Running) -> str:
    """Return the fact of when something is; its instants are in UTC."""
    return f"{stay.starts_at.isoformat()}/{stay.ends_at.isoformat()}"


def shared_time(one: Running, two: Running) -> Span:
    """Return the time in which both run."""
    return Span(max(one.starts_at, two.starts_at), min(one.ends_at, two.ends_at))
