"""Time zones as other programs name them, and instants told by the clock of a zone."""

from datetime import datetime
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from courseapp.core.errors import Problem
from courseapp.countries.zones import known_zone
from courseapp.events.clock.local_time import moment
from courseapp.programmes.reading.windows_zones import WINDOWS_ZONES

UNIVERSAL = "UTC"


def iana_zone(name: str) -> str | None:
    """Return the IANA name that a zone's name means, or None where nobody knows it.

    Names of Windows are known, and those with something in front that Mozilla, Evolution and
    others write, such as ``/freeassociation.sourceforge.net/Europe/Rome``.
    """
    given = name.strip().strip('"').strip()
    if given.casefold() in {"z", "utc"}:
        return UNIVERSAL
    return _exact(given) or _windows().get(given.casefold()) or _behind_a_path(given)


def told_in(zone: str, *instants: datetime) -> tuple[str, tuple[datetime, ...]]:
    """Return a zone and the wall clock times there of aware instants.

    It is `zone`, or UTC where a time comes twice there and its first would mean another instant.
    """
    local = tuple(each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for each in instants)
    if all(moment_or_none(wall, zone) == each for wall, each in zip(local, instants, strict=True)):
        return zone, local
    universal = ZoneInfo(UNIVERSAL)
    return UNIVERSAL, tuple(each.astimezone(universal).replace(tzinfo=None) for each in instants)


def moment_or_none(wall: datetime, zone: str) -> datetime | None:
    """Return the instant (UTC) that a wall clock time means, None where the clocks skip it."""
    try:
        return moment(wall, zone).at
    except Problem:
        return None


def _exact(name: str) -> str | None:
    return name if known_zone(name) else _folded_names().get(name.casefold())


def _behind_a_path(name: str) -> str | None:
    """The last three, two or one parts of a path, if they are a zone."""
    parts = name.strip("/").split("/")
    found = (_exact("/".join(parts[-count:])) for count in (3, 2) if len(parts) > count)
    return next(filter(None, found), None)


@lru_cache
def _folded_names() -> dict[str, str]:
    listed = (resources.files("tzdata") / "zones").read_text("ascii").split()
    return {each.casefold(): each for each in listed if known_zone(each)}


@lru_cache
def _windows() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_ZONES.items()}
