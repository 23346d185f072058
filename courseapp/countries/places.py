"""Where a country or a part of one is: one point for a map of the world."""

from dataclasses import dataclass
from functools import lru_cache

from courseapp.countries.tables import rows


@dataclass(frozen=True)
class Position:
    """A point in degrees of WGS 84; north and east are positive."""

    latitude: float  # -90 to 90
    longitude: float  # -180 to 180


def position(code: str) -> Position:
    """Return a point roughly in the middle of the land, or on the main island.

    `code` is ISO 3166-1 alpha-2 or ISO 3166-2, in upper case; the point is good to about 50 km.
    Raises KeyError for a code that we do not list.
    """
    return _positions()[code]


@lru_cache
def _positions() -> dict[str, Position]:
    return {
        row["code"]: Position(float(row["latitude"]), float(row["longitude"]))
        for row in rows("positions.csv")
    }
