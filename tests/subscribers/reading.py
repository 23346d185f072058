"""What a reader makes of an event in a feed, in one form for all readers, so that they compare."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ical.calendar_stream import IcsCalendarStream

from tests.support import programs
from tests.unit.calendars.samples import parsed

HERE = Path(__file__).parent
Books = dict[str, list["Read"]]


@dataclass(frozen=True, order=True)
class Read:
    """One event. `starts` and `ends` are instants of UTC, or days; `ends` is exclusive."""

    uid: str
    starts: str
    ends: str
    summary: str
    description: str
    location: str
    status: str
    sequence: int


def by_icalendar(feeds: Path) -> Books:
    """Return what the library reads with which the product itself was written."""
    return {file.name: [_of_icalendar(each) for each in _events(file)] for file in _files(feeds)}


def by_ical_js(feeds: Path) -> Books:
    """Return what ical.js reads, the reader of Thunderbird and Nextcloud (JavaScript)."""
    node, library = programs.node(), programs.ical_js()
    assert node, "node is not installed: `make test` installs it"
    assert library, f"{programs.ICAL_JS} is not installed: `make test` installs it"
    return _told_by([str(node), str(HERE / "by_ical_js.cjs"), str(library), str(feeds)])


def by_libical(feeds: Path) -> Books:
    """Return what libical reads, the reader of Evolution, KOrganizer and Claws (C)."""
    return _told_by([sys.executable, str(HERE / "by_libical.py"), programs.LIBICAL, str(feeds)])


def by_home_assistant(feeds: Path) -> Books:
    """Return what the reader of Home Assistant makes of it: one fault, and it reads no event."""
    streams = {
        file.name: IcsCalendarStream.calendar_from_ics(file.read_bytes().decode())
        for file in _files(feeds)
    }
    return {
        name: [_of_home_assistant(each) for each in calendar.events]
        for name, calendar in streams.items()
    }


def when(value: date) -> str:
    """Return an instant as UTC, and a day as itself."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return value.isoformat()


def _files(feeds: Path) -> list[Path]:
    return sorted(feeds.glob("*.ics"))


def _events(file: Path) -> Any:
    return parsed(file.read_bytes()).walk("VEVENT")


def _of_icalendar(event: Any) -> Read:
    return Read(
        str(event["UID"]),
        when(event["DTSTART"].dt),
        when(event["DTEND"].dt),
        str(event.get("SUMMARY", "")),
        str(event.get("DESCRIPTION", "")),
        str(event.get("LOCATION", "")),
        str(event["STATUS"]),
        int(event["SEQUENCE"]),
    )


def _of_home_assistant(event: Any) -> Read:
    return Read(
        event.uid,
        when(event.dtstart),
        when(event.dtend),
        event.summary or "",
        event.description or "",
        event.location or "",
        event.status.value,
        event.sequence,
    )


def _told_by(command: list[str]) -> Books:
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout.decode())
    return {name: [Read(**each) for each in events] for name, events in told.items()}
