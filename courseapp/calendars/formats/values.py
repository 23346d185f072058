"""Property values of iCalendar, where the library's own are not what strict readers need."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from icalendar import Component, Parameters, vCategory, vDatetime, vGeo, vText, vUri

from courseapp.calendars.formats.texts import ascii_uri

MOST_REMEMBERED = 4096


class Text(vText):
    r"""TEXT escaped as in RFC 5545 §3.3.11, and no more than that.

    icalendar 7.3 takes the two characters \N in a text, as in C:\New, for a line break.
    """

    def to_ical(self) -> bytes:
        """The escaped octets, in UTF-8."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


class Categories(vCategory):
    """CATEGORIES: commas part the names, commas within a name are escaped (§3.8.1.2)."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__([])
        self.cats = [Text(name) for name in names]


class Geo(vGeo):
    """GEO in degrees with six decimals, for a float may print as 1e-05 (§3.8.1.6)."""

    def __init__(self, degrees: tuple[float, float]) -> None:
        latitude, longitude = degrees
        super().__init__((round(latitude, 6), round(longitude, 6)))

    def to_ical(self) -> str:
        """Latitude and longitude, separated by a semicolon that is not escaped."""
        return f"{self.latitude:.6f};{self.longitude:.6f}"


class Instant(vDatetime):
    """A time that knows already how it is written: in UTC, or by the clock of its TZID."""

    def __init__(self, dt: datetime, /, params: dict[str, Any] | None = None) -> None:
        self.dt = dt
        self.params = Parameters(params)

    def to_ical(self) -> bytes:
        """Such as ``20270322T080000Z``; without the Z where there is a TZID (§3.3.5)."""
        at, mark = self.dt, "" if self.dt.tzinfo is None else "Z"
        day, time = f"{at.year:04}{at.month:02}{at.day:02}", f"{at.hour:02}{at.minute:02}"
        return f"{day}T{time}{at.second:02}{mark}".encode()


def add_text(component: Component, name: str, text: str, **parameters: str) -> None:
    """Add a TEXT property, unless the text is empty."""
    if text:
        component[name] = worded(text, **parameters)


def add_uri(component: Component, name: str, address: str, **parameters: str) -> None:
    """Add a URI property, unless the address is empty or no absolute URI."""
    uri = linked(address, **parameters)
    if uri:
        component[name] = uri


def add_uris(component: Component, name: str, uris: Iterable[vUri]) -> None:
    """Add a property that may stand several times, once for each absolute address."""
    found = [each for each in uris if each]
    if found:
        component[name] = found


@lru_cache(maxsize=MOST_REMEMBERED)
def worded(text: str, **parameters: str) -> Text:
    """A text with its parameters. Most stand in many entries, so that nobody may change them."""
    return Text(text, params=_told(parameters))


@lru_cache(maxsize=MOST_REMEMBERED)
def linked(address: str, **parameters: str) -> vUri:
    """An address with its parameters; empty where it is no absolute URI. Nobody may change it."""
    return vUri(ascii_uri(address), params=_told(parameters))


@lru_cache(maxsize=MOST_REMEMBERED)
def in_utc(instant: datetime) -> vDatetime:
    """An instant as UTC (form 2 of RFC 5545 §3.3.5)."""
    return Instant(instant.astimezone(UTC))


def in_zone(local: datetime, zone: str) -> vDatetime:
    """A wall clock time, without a zone of its own, with a TZID (form 3)."""
    return Instant(local, params={"TZID": zone})


def _told(parameters: dict[str, str]) -> dict[str, str]:
    """Only what says something. In a name, _ stands for the - that Python has no way to say.

    Readers take a backslash for an escape, which parameters do not have (RFC 6868): it goes.
    """
    told = ((name, text.replace("\\", "")) for name, text in parameters.items())
    return {name.replace("_", "-"): text for name, text in told if text}
