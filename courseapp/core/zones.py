"""Which time zone the reader of a page is in, as far as she has told us."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from flask import Request


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Return the IANA names that exist."""
    return frozenset(available_timezones())


def known_zone(name: str | None) -> bool:
    """Return whether the text is an IANA zone."""
    return name is not None and name in known_zones()


def reader_zone(chosen: str | None, request: Request) -> str | None:
    """Return the reader's IANA zone: asked for now, chosen in the account, or told by the browser."""
    candidates = (request.args.get("zone"), chosen, request.cookies.get("zone"))
    return next((name for name in candidates if known_zone(name)), None)


def zone_info(name: str) -> ZoneInfo:
    """Return the rules of a zone. Raises KeyError for a name that does not exist."""
    if not known_zone(name):
        raise KeyError(name)
    return ZoneInfo(name)
