"""Members on the map of the world: a circle for a country, a ring for a part of a country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from courseapp.charts.land import DASHES, dotted
from courseapp.charts.lettering import clipped
from courseapp.charts.projection import (
    HEIGHT,
    WIDTH,
    equator,
    graticule,
    is_on_sheet,
    outline,
    placed,
)
from courseapp.charts.spreading import Circle, spread

SMALLEST, USUAL, LARGEST = 4.0, 7.0, 14.0  # radii in units of the sheet
MANY = 60  # circles, from which on they get smaller
RING = 0.75  # a ring's radius as a share of what a country's would be
FARTHEST = 14.0  # units that a circle may stand away from its place
MOST_LETTERS = 80  # of a tooltip


@dataclass(frozen=True)
class Place:
    """A member: a country, or a part of the country whose code is `inside`.

    Degrees, north and east positive. `weight` is what the circle's area shows, 1 or more. The
    tooltip says name, country and note; `inside_name` is needed where the country is no member
    itself. Raises ValueError where a number is none or the weight is below 1.
    """

    code: str
    name: str
    latitude: float
    longitude: float
    weight: int = 1
    inside: str = ""
    note: str = ""
    inside_name: str = ""

    def __post_init__(self) -> None:
        if not (isfinite(self.latitude) and isfinite(self.longitude) and self.weight >= 1):
            raise ValueError(f"{self.name} cannot be drawn.")


@dataclass(frozen=True)
class Spot:
    """A drawn member; `told` is its tooltip."""

    x: float
    y: float
    radius: float
    is_part: bool
    told: str


@dataclass(frozen=True)
class WorldMap:
    """The map; the large circles come first, so that small ones lie on top.

    `lands`, `graticule`, `equator` and `outline` are the `d` of SVG paths, `dashes` is the
    stroke-dasharray with which the strokes of `lands` become dots.
    """

    spots: tuple[Spot, ...]
    lands: str
    dashes: str
    graticule: str
    equator: str
    outline: str
    has_countries: bool
    has_parts: bool
    has_weights: bool
    description: str
    width: int = WIDTH
    height: int = HEIGHT


def world_map(places: Sequence[Place], background: Sequence[tuple[float, float]]) -> WorldMap:
    """Lay out the map; `background` is latitude and longitude of every country of the world.

    A dot on the map makes sure that each of these can be seen, however small its land is.

    Areas are proportional to weights; only radii below 4 units are raised to that.
    """
    size = _size(places)
    circles = spread([_circle(place, size) for place in places], FARTHEST)
    names = {place.code: place.name for place in places if not place.inside}
    spots = [_spot(place, circle, names) for place, circle in zip(places, circles, strict=True)]
    parts = sum(1 for place in places if place.inside)
    return WorldMap(
        spots=tuple(sorted(spots, key=lambda spot: (-spot.radius, spot.told))),
        lands=dotted(placed(*each) for each in background if is_on_sheet(each[0])),
        dashes=DASHES,
        graticule=graticule(),
        equator=equator(),
        outline=outline(),
        has_countries=parts < len(places),
        has_parts=parts > 0,
        has_weights=len({place.weight for place in places}) > 1,
        description=_described(len(places) - parts, parts),
    )


def _size(places: Sequence[Place]) -> float:
    """The radius of a country of weight 1."""
    heaviest = max((place.weight for place in places), default=1)
    usual = USUAL * min(1.0, sqrt(MANY / max(1, len(places))))
    return min(usual, LARGEST / sqrt(heaviest))


def _circle(place: Place, size: float) -> Circle:
    x, y = placed(place.latitude, place.longitude)
    radius = size * sqrt(place.weight) * (RING if place.inside else 1)
    return Circle(x, y, round(max(SMALLEST, radius), 1))


def _spot(place: Place, circle: Circle, names: Mapping[str, str]) -> Spot:
    country = names.get(place.inside, "") or place.inside_name
    whole = ", ".join(filter(None, (place.name, country)))
    return Spot(
        x=_inside(circle.x, circle.radius, WIDTH),
        y=_inside(circle.y, circle.radius, HEIGHT),
        radius=circle.radius,
        is_part=bool(place.inside),
        told=clipped(": ".join(filter(None, (whole, place.note))), MOST_LETTERS),
    )


def _inside(at: float, radius: float, length: float) -> float:
    return round(min(max(at, radius), length - radius), 1)


def _described(countries: int, parts: int) -> str:
    counted = [
        _counted(countries, "country", "countries"),
        _counted(parts, "part of a country", "parts of countries"),
    ]
    said = " and ".join(each for each in counted if each) or "Nobody"
    return f"{said}, each marked where it lies."


def _counted(number: int, one: str, many: str) -> str:
    if number == 0:
        return ""
    return f"1 {one}" if number == 1 else f"{number} {many}"
