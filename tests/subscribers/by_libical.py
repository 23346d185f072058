"""Reads every feed of a folder with libical and prints what it understood, as JSON.

``python by_libical.py libical.so.3 folder``: a program of its own, for a fault in C ends it.
"""

import ctypes
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any


class Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


_POINTER, _TEXT, _NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
# What each function of C returns and takes.
SIGNATURES: dict[str, tuple[Any, ...]] = {
    "icalparser_parse_string": (_POINTER, _TEXT),
    "icalcomponent_string_to_kind": (_NUMBER, _TEXT),
    "icalproperty_string_to_kind": (_NUMBER, _TEXT),
    "icalcomponent_get_first_component": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_next_component": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_first_property": (_POINTER, _POINTER, _NUMBER),
    "icalcomponent_get_next_property": (_POINTER, _POINTER, _NUMBER),
    "icalproperty_get_xlicerror": (_TEXT, _POINTER),
    "icalcomponent_get_uid": (_TEXT, _POINTER),
    "icalcomponent_get_summary": (_TEXT, _POINTER),
    "icalcomponent_get_description": (_TEXT, _POINTER),
    "icalcomponent_get_location": (_TEXT, _POINTER),
    "icalcomponent_get_sequence": (_NUMBER, _POINTER),
    "icalcomponent_get_status": (_NUMBER, _POINTER),
    "icalproperty_status_to_string": (_TEXT, _NUMBER),
    "icalcomponent_get_dtstart": (Time, _POINTER),
    "icalcomponent_get_dtend": (Time, _POINTER),
    "icaltime_as_timet_with_zone": (ctypes.c_long, Time, _POINTER),
    "icalcomponent_free": (None, _POINTER),
}
# Properties younger than libical 3: it notes an error in the event and reads on.
UNKNOWN = "Parse error in property name"


def main(library: str, folder: str) -> None:
    """Print one object: what each feed of the folder holds, by the name of its file."""
    ical = opened(library)
    told = {file.name: read(ical, file.read_bytes()) for file in Path(folder).glob("*.ics")}
    sys.stdout.write(json.dumps(told))


def opened(library: str) -> ctypes.CDLL:
    ical = ctypes.CDLL(library)
    for name, (returned, *taken) in SIGNATURES.items():
        function = getattr(ical, name)
        function.restype, function.argtypes = returned, taken
    return ical


def read(ical: ctypes.CDLL, octets: bytes) -> list[dict[str, object]]:
    calendar = ical.icalparser_parse_string(octets)
    kind = ical.icalcomponent_string_to_kind(b"VEVENT")
    found = []
    event = ical.icalcomponent_get_first_component(calendar, kind)
    while event:
        found.append(described(ical, event))
        event = ical.icalcomponent_get_next_component(calendar, kind)
    ical.icalcomponent_free(calendar)
    return found


def described(ical: ctypes.CDLL, event: int) -> dict[str, object]:
    faults = [each for each in errors(ical, event) if UNKNOWN not in each]
    if faults:
        sys.exit(f"libical finds fault: {faults}")
    return {
        "uid": text(ical.icalcomponent_get_uid(event)),
        "starts": when(ical, ical.icalcomponent_get_dtstart(event)),
        "ends": when(ical, ical.icalcomponent_get_dtend(event)),
        "summary": text(ical.icalcomponent_get_summary(event)),
        "description": text(ical.icalcomponent_get_description(event)),
        "location": text(ical.icalcomponent_get_location(event)),
        "status": text(ical.icalproperty_status_to_string(ical.icalcomponent_get_status(event))),
        "sequence": ical.icalcomponent_get_sequence(event),
    }


def errors(ical: ctypes.CDLL, event: int) -> list[str]:
    kind = ical.icalproperty_string_to_kind(b"X-LIC-ERROR")
    found = []
    fault = ical.icalcomponent_get_first_property(event, kind)
    while fault:
        found.append(text(ical.icalproperty_get_xlicerror(fault)))
        fault = ical.icalcomponent_get_next_property(event, kind)
    return found


def text(octets: bytes | None) -> str:
    return (octets or b"").decode()


def when(ical: ctypes.CDLL, time: Time) -> str:
    if time.is_date:
        return date(time.year, time.month, time.day).isoformat()
    if not time.zone:
        return "floating"
    seconds = ical.icaltime_as_timet_with_zone(time, time.zone)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


if __name__ == "__main__":
    main(*sys.argv[1:])
