"""Property values of iCalendar, where the library's own are not what strict readers need."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Component, vCategory, vDatetime, vGeo, vText, vUri

from courseapp.calendars.formats.texts import ascii_uri


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

    def to_ical(self) -> str:
        """Latitude and longitude, separated by a semicolon that is not escaped."""
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def add_text(component: Component, name: str, text: str) -> None:
    """Add a TEXT property, unless the text is empty."""
    if text:
        component[name] = Text(text)


def add_uri(component: Component, name: str, address: str, **parameters: str) -> None:
    """Add a URI property, unless the address is empty or no absolute URI."""
    uri = ascii_uri(address)
    if uri:
        component[name] = vUri(uri, params=parameters)


def in_utc(instant: datetime) -> vDatetime:
    """An instant as UTC (form 2 of RFC 5545 §3.3.5)."""
    return vDatetime(instant.astimezone(UTC))


def in_zone(local: datetime, zone: str) -> vDatetime:
    """A wall clock time, without a zone of its own, with a TZID (form 3)."""
    value = vDatetime(local)
    value.params["TZID"] = zone
    return value
