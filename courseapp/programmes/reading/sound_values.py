"""Values of a file made fit to be kept: tidy, not too long, and with times that exist."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.events.sessions.sittings import SpeakerPlan, link_fault, session_faults
from courseapp.programmes.parsed import IncomingSession, Remark
from courseapp.programmes.reading.links import join_links_in, without_join_links
from courseapp.programmes.rules import (
    LONGEST_LINK,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_UID,
    MOST_SESSIONS,
    MOST_SPEAKERS,
)

LONGEST_GROUP = 40
MOST_REFUSED = 500
LONGEST_LANGUAGE = 35
MOST_SEATS = 1_000_000
MOST_SEQUENCE = 2_000_000_000  # what a column of whole numbers holds
# What is kept of each text: how it is tidied, and how many letters of it.
_TEXTS: dict[str, tuple[Callable[[str], str], int]] = {
    "title": (one_line, LONGEST_TITLE),
    "room": (one_line, LONGEST_NAME),
    "place": (one_line, LONGEST_PLACE),
    "track": (one_line, LONGEST_NAME),
    "module": (one_line, LONGEST_PLACE),
    "language": (one_line, LONGEST_LANGUAGE),
    "description": (paragraphs, LONGEST_TEXT),
    "repeat_group": (one_line, LONGEST_GROUP),
}
_LINKS = {"join_link": "link to join", "recording_link": "link to the recording"}


@dataclass
class Collected:
    """The sessions of a file as they are read, and what there is to tell about them."""

    sessions: list[IncomingSession] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sessions_left_out: int = 0

    @property
    def is_hopeless(self) -> bool:
        """Whether so much is refused that nobody reads on."""
        return len(self.remarks) > MOST_REFUSED

    @property
    def is_full(self) -> bool:
        """Whether one file brings no more."""
        return len(self.sessions) >= MOST_SESSIONS

    def refuse(self, where: str, title: str, what: str) -> None:
        """Say that an entry is not taken, and why."""
        self.remarks.append(Remark(what, where, title, is_refusal=True))

    def warn(self, where: str, title: str, what: str) -> None:
        """Say what was made of an entry that is taken."""
        self.remarks.append(Remark(what, where, title))

    def take(self, incoming: IncomingSession) -> None:
        """Keep a session whose values are sound; refuse one without title or possible times."""
        sound, notes = tidy(incoming)
        if not sound.title:
            self.refuse(sound.where, "", "The title is missing.")
            return
        faults = tuple(session_faults(sound.zone, sound.starts_local, sound.ends_local))
        if faults:
            self.refuse(sound.where, sound.title, faults[0].message)
            return
        if self.is_full:
            if not self.sessions_left_out:
                self.refuse(sound.where, sound.title, _TOO_MANY)
            self.sessions_left_out += 1
            return
        for note in notes:
            self.warn(sound.where, sound.title, note)
        self.sessions.append(sound)


_TOO_MANY = (
    f"One file brings at most {MOST_SESSIONS:,} sessions. This one and all after it are left out: "
    "divide the file."
)


def tidy(incoming: IncomingSession) -> tuple[IncomingSession, tuple[str, ...]]:
    """Return the session with values that can be kept, and what was taken from them."""
    notes: list[str] = []
    incoming = _discreet(incoming, notes)
    changed: dict[str, object] = {"uid": sound_uid(incoming.uid)}
    for name, (clean, most) in _TEXTS.items():
        text = getattr(incoming, name)
        if text is not None:
            changed[name] = _shortened(clean(text), most, name, notes)
    for name, words in _LINKS.items():
        changed[name] = _link(getattr(incoming, name), words, notes)
    if incoming.speakers is not None:
        changed["speakers"] = _speakers(incoming.speakers, notes)
    if incoming.seats is not None and not 0 <= incoming.seats <= MOST_SEATS:
        changed["seats"] = None
    changed["sequence"] = min(max(incoming.sequence, 0), MOST_SEQUENCE)
    return replace(incoming, **changed), tuple(notes)  # type: ignore[arg-type]  # by name


def sound_uid(given: str) -> str:
    """Return the name of an entry as it can be kept; of a very long one its SHA-256."""
    uid = one_line(given)
    return uid if len(uid) <= LONGEST_UID else sha256(uid.encode()).hexdigest()


def _discreet(incoming: IncomingSession, notes: list[str]) -> IncomingSession:
    """Move links to join out of texts that everybody reads."""
    link = incoming.join_link
    changed: dict[str, str] = {}
    for name in ("description", "place"):
        text = getattr(incoming, name) or ""
        found = join_links_in(text)
        if found:
            changed[name] = without_join_links(text)
            link = link or found[0]
            notes.append(
                f"The {name} held a link to join. It was taken out, for everybody reads the {name}."
            )
    return replace(incoming, join_link=link, **changed)  # type: ignore[arg-type]  # by name


def _shortened(text: str, most: int, name: str, notes: list[str]) -> str:
    if len(text) <= most:
        return text
    notes.append(f"The {name.replace('_', ' ')} is longer than {most:,} characters and was cut.")
    return text[:most].rstrip()


def _link(link: str | None, words: str, notes: list[str]) -> str | None:
    if not link:
        return link
    clean = one_line(link)
    if len(clean) <= LONGEST_LINK and not link_fault(clean):
        return clean
    notes.append(f"The {words} is left out: “{clean[:60]}” is no whole address.")
    return None


def _speakers(given: Sequence[SpeakerPlan], notes: list[str]) -> tuple[SpeakerPlan, ...]:
    found: dict[str, SpeakerPlan] = {}
    for each in given:
        name = one_line(each.name)[:LONGEST_TITLE].strip()
        if name:
            organisation = one_line(each.organisation)[:LONGEST_TITLE].strip()
            found.setdefault(name.casefold(), SpeakerPlan(name, organisation))
    if len(found) > MOST_SPEAKERS:
        notes.append(f"Only the first {MOST_SPEAKERS} speakers are taken.")
    return tuple(found.values())[:MOST_SPEAKERS]
