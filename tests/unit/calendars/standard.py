"""The rules of a published calendar as a strict reader checks them, whatever wrote the octets.

`faults_of` names each rule by its number in the list of what a publisher owes its readers: 1 to 10
the stream, 11 to 17 the calendar, 18 to 32 its events, 33 to 43 days, recurrence and zones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from tests.unit.calendars.samples import Line, lines


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONCE = names("""
    UID DTSTAMP DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION GEO STATUS SEQUENCE
    TRANSP CLASS CREATED LAST-MODIFIED URL RRULE RECURRENCE-ID ORGANIZER PRIORITY COLOR VERSION
    PRODID CALSCALE METHOD TZID REFRESH-INTERVAL SOURCE TZOFFSETFROM TZOFFSETTO""")
REQUIRED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "CREATED", "LAST-MODIFIED", "SEQUENCE")
# RFC 5545, 7986, 9073 and 9253; everything else must begin with X- (§3.8.8.2).
KNOWN = ONCE | names("""
    NAME IMAGE CONFERENCE CATEGORIES CONTACT ATTACH RELATED-TO REFID LINK CONCEPT
    STYLED-DESCRIPTION TZNAME RDATE EXDATE COMMENT RESOURCES BEGIN END""")
TEXTS = names("""
    SUMMARY DESCRIPTION LOCATION CONTACT NAME UID STATUS CLASS TRANSP X-WR-CALNAME X-WR-CALDESC
    X-ALT-DESC REFID RELATED-TO COLOR TZNAME TZID""")
URIS = frozenset(["URL", "SOURCE", "IMAGE", "CONFERENCE", "LINK", "CONCEPT", "ATTACH"])
FORBIDDEN = ("METHOD", "ORGANIZER", "ATTENDEE", "VALARM", "RDATE", "EXRULE", "DURATION")
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,n])*")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!#$&'()*+,;=:@/?%~._A-Za-z0-9\[\]-]+")
UTC_TIME, LOCAL_TIME = re.compile(r"\d{8}T\d{6}Z"), re.compile(r"\d{8}T\d{6}")
A_DAY = re.compile(r"\d{8}")
A_GEO = re.compile(r"-?\d{1,2}(\.\d+)?;-?\d{1,3}(\.\d+)?")
A_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_YEARLY_RULE = re.compile(r"FREQ=YEARLY;BYDAY=-?[1-4](MO|TU|WE|TH|FR|SA|SU);BYMONTH=\d+")
ZONES = frozenset(resources.files("tzdata").joinpath("zones").read_text().split())


@dataclass
class Part:
    """A component with its own lines and the components within it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    within: list["Part"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str:
        found = self.all(name)
        return found[0].value if found else ""

    def parameter(self, name: str, key: str) -> str:
        found = self.all(name)
        match = re.search(rf";{key}=(\"[^\"]*\"|[^;]*)", found[0].parameters) if found else None
        return match[1].strip('"') if match else ""

    def walk(self) -> Iterator["Part"]:
        yield self
        for each in self.within:
            yield from each.walk()


def faults_of(octets: bytes) -> list[str]:
    """The rules that a published calendar breaks, each with its number; none where it is right."""
    if octets.startswith(b"\xef\xbb\xbf"):
        return ["1 it begins with a BOM"]
    try:
        found = lines(octets)
    except (AssertionError, UnicodeDecodeError) as fault:
        return [f"1 to 6 a line is none: {fault}"]
    calendar = _tree(found)
    if calendar is None:
        return ["8 it is not one VCALENDAR"]
    events = [part for part in calendar.within if part.name == "VEVENT"]
    return [
        *_of_values(calendar),
        *_of_calendar(calendar),
        *(fault for event in events for fault in _of_event(event)),
        *_of_uids(events),
        *_of_zones(calendar),
    ]


def _tree(found: list[Line]) -> Part | None:
    root, *rest = found
    if (root.name, root.value) != ("BEGIN", "VCALENDAR"):
        return None
    calendar = Part("VCALENDAR")
    open_parts = [calendar]
    for line in rest:
        if not open_parts:
            return None
        if line.name == "BEGIN":
            part = Part(line.value)
            open_parts[-1].within.append(part)
            open_parts.append(part)
        elif line.name == "END":
            if open_parts.pop().name != line.value:
                return None
        else:
            open_parts[-1].lines.append(line)
    return None if open_parts else calendar


def _of_values(calendar: Part) -> Iterator[str]:
    for part in calendar.walk():
        counted = Counter(line.name for line in part.lines)
        yield from (f"9 {name} twice" for name in counted if name in ONCE and counted[name] > 1)
        for line in part.lines:
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[str]:
    yield from _of_value(line)
    yield from _of_parameters(line)


def _of_value(line: Line) -> Iterator[str]:
    if line.name not in KNOWN and not line.name.startswith("X-"):
        yield f"9 {line.name} is unknown"
    if line.name in TEXTS and not TEXT.fullmatch(line.value):
        yield f"4 {line.name} is not escaped: {line.value}"
    if line.name == "CATEGORIES" and not re.fullmatch(
        rf"{TEXT.pattern}(,{TEXT.pattern})*", line.value
    ):
        yield f"5 {line.value}"
    if line.name in URIS and not URI.fullmatch(line.value):
        yield f"10 {line.name} is no URI: {line.value}"
    if line.name == "GEO" and not A_GEO.fullmatch(line.value):
        yield f"10 GEO is no position: {line.value}"
    if line.name == "DESCRIPTION" and re.search("<(html|p|br|a )", line.value):
        yield "7 DESCRIPTION has HTML"
    scripts = r"<script|<iframe|javascript:|<[^>]*\bon\w+="
    if line.name == "X-ALT-DESC" and re.search(scripts, line.value, re.IGNORECASE):
        yield "7 X-ALT-DESC has a script"


def _of_parameters(line: Line) -> Iterator[str]:
    if line.name in {"IMAGE", "CONFERENCE", "SOURCE"} and ";VALUE=URI" not in line.parameters:
        yield f"16 {line.name} without VALUE=URI"
    if line.name == "CONFERENCE" and not (
        "FEATURE=" in line.parameters and "LABEL=" in line.parameters
    ):
        yield "16 CONFERENCE without FEATURE and LABEL"
    if line.name == "RELATED-TO" and line.parameters != ";RELTYPE=PARENT":
        yield f"32 RELATED-TO{line.parameters}"


def _of_calendar(calendar: Part) -> Iterator[str]:
    told = {
        "8 VERSION": calendar.value("VERSION") == "2.0",
        "8 PRODID": calendar.value("PRODID").startswith("-//"),
        "8 no component": bool(calendar.within),
        "11 the names differ": calendar.value("NAME") == calendar.value("X-WR-CALNAME") != "",
        "11 the descriptions differ": calendar.value("DESCRIPTION")
        == calendar.value("X-WR-CALDESC"),
        "12 REFRESH-INTERVAL": calendar.parameter("REFRESH-INTERVAL", "VALUE") == "DURATION"
        and re.fullmatch(r"P(\d+D)?(T(\d+H)?(\d+M)?)?", calendar.value("REFRESH-INTERVAL"))
        is not None,
        "12 X-PUBLISHED-TTL": calendar.value("X-PUBLISHED-TTL")
        == calendar.value("REFRESH-INTERVAL"),
        "13 LAST-MODIFIED": UTC_TIME.fullmatch(calendar.value("LAST-MODIFIED")) is not None,
        "14 a UID of the calendar": not calendar.all("UID"),
        "15 COLOR is no name": re.fullmatch("[a-z]+", calendar.value("COLOR")) is not None,
        "15 Apple's colour is no code": re.fullmatch(
            "#[0-9a-f]{6}", calendar.value("X-APPLE-CALENDAR-COLOR")
        )
        is not None,
    }
    yield from (name for name, is_so in told.items() if not is_so)
    names = {line.name for part in calendar.walk() for line in part.lines}
    names |= {part.name for part in calendar.walk()}
    yield from (f"17, 29, 30, 37 {name} is in it" for name in FORBIDDEN if name in names)


def _of_event(event: Part) -> Iterator[str]:
    uid = event.value("UID")
    if missing := [name for name in REQUIRED if not event.all(name)]:
        yield f"18 to 28 {uid} lacks {missing}"
        return
    told = {
        "18 UID": 0 < len(uid.encode()) < 255,
        "19 UID": A_UUID.fullmatch(uid) is not None,
        "20 DTSTAMP": UTC_TIME.fullmatch(event.value("DTSTAMP")) is not None
        and event.value("DTSTAMP") == event.value("LAST-MODIFIED"),
        "21 CREATED": UTC_TIME.fullmatch(event.value("CREATED")) is not None
        and event.value("CREATED") <= event.value("LAST-MODIFIED"),
        "22 SEQUENCE": event.value("SEQUENCE").isdigit(),
        "23 STATUS": event.value("STATUS") in {"TENTATIVE", "CONFIRMED", "CANCELLED"},
        "28 the way in is not in LOCATION": event.value("CONFERENCE")
        in event.value("LOCATION").replace("\\", ""),
        "31 CLASS": event.value("CLASS") in {"PUBLIC", "PRIVATE", "CONFIDENTIAL"},
        "31 TRANSP": event.value("TRANSP") in {"OPAQUE", "TRANSPARENT"},
    }
    yield from (f"{name} of {uid}" for name, is_so in told.items() if not is_so)
    yield from (f"{fault} of {uid}" for fault in _of_times(event))


def _of_times(event: Part) -> Iterator[str]:
    start, end = event.value("DTSTART"), event.value("DTEND")
    days = event.parameter("DTSTART", "VALUE") == "DATE"
    zones = [event.parameter(name, "TZID") for name in ("DTSTART", "DTEND")]
    kind = A_DAY if days else (LOCAL_TIME if zones[0] else UTC_TIME)
    if (event.parameter("DTEND", "VALUE") == "DATE") is not days or not end:
        yield "25 DTEND is missing or of another type"
    elif not kind.fullmatch(start) or (end <= start and zones[0] == zones[1]):
        yield "25, 26, 27 the times"
    if days and (any(zones) or event.value("TRANSP") != "TRANSPARENT"):
        yield "26, 31 days with a zone, or busy"
    if event.all("RRULE") or event.all("EXDATE") or event.all("RECURRENCE-ID"):
        yield "33 it repeats"
    if len(start) > 8 and _nights(start, end) > 1:
        yield "33 it goes on through nights"


def _nights(start: str, end: str) -> int:
    first, last = (datetime.strptime(each[:8], "%Y%m%d") for each in (start, end))  # noqa: DTZ007
    return (last - first).days


def _of_uids(events: list[Part]) -> Iterator[str]:
    counted = Counter(event.value("UID") for event in events)
    yield from (f"18 {uid} twice" for uid, count in counted.items() if count > 1)
    order = [event.value("UID") for event in events]
    if any(not uid for uid in order):
        yield "18 an event without a UID"


def _of_zones(calendar: Part) -> Iterator[str]:
    kinds = [part.name for part in calendar.within]
    if "VEVENT" in kinds and "VTIMEZONE" in kinds[kinds.index("VEVENT") :]:
        yield "38 a VTIMEZONE after an event"
    defined = {part.value("TZID"): part for part in calendar.within if part.name == "VTIMEZONE"}
    used: dict[str, set[str]] = {}
    for event in calendar.within:
        for name in ("DTSTART", "DTEND") if event.name == "VEVENT" else ():
            used.setdefault(event.parameter(name, "TZID"), set()).add(event.value(name))
        for line in event.lines:
            if "TZID=" in line.parameters and line.name not in {"DTSTART", "DTEND"}:
                yield f"42 {line.name} with a zone"
    used.pop("", None)
    yield from (f"38 {name} is not defined" for name in used if name not in defined)
    yield from (f"39 {name} is no IANA name" for name in defined if name not in ZONES)
    for name in used.keys() & defined.keys() & ZONES:
        yield from _of_zone(defined[name], used[name])


def _of_zone(zone: Part, local_times: set[str]) -> Iterator[str]:
    name, parts = zone.value("TZID"), [part.name for part in zone.within]
    if parts not in (["STANDARD"], ["STANDARD", "DAYLIGHT"], ["DAYLIGHT", "STANDARD"]):
        yield f"40 {name} has {parts}"
    for part in zone.within:
        if part.all("RRULE") and not A_YEARLY_RULE.fullmatch(part.value("RRULE")):
            yield f"40 {name}: {part.value('RRULE')}"
        if len(parts) == 2 and not part.all("RRULE"):
            yield f"40 {name} has no yearly rule"
    clock = ZoneInfo(name)
    offsets = {part.value("TZOFFSETTO") for part in zone.within}
    for time in local_times:
        local = datetime.strptime(time, "%Y%m%dT%H%M%S").replace(tzinfo=clock)
        if _offset(local) not in offsets:
            yield f"41 {name} has another offset at {time}"
        if local.astimezone(ZoneInfo("UTC")).astimezone(clock) != local:
            yield f"42 {name} skips {time}"


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
