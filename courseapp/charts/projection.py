"""The world on a sheet: the Natural Earth projection, its outline and its net of degrees.

T. Patterson's projection in the polynomial form of B. Šavrič, B. Jenny, T. Patterson, D. Petrovič,
L. Hurni, "A Polynomial Equation for the Natural Earth Projection", Cartography and Geographic
Information Science 38(4), 2011. It keeps neither areas nor angles, but distorts both little.

The sheet ends at 58° south and 80° north: nobody who belongs to an initiative lives beyond. Its
middle is 11° east, so that its edges run through the Bering Strait and past the islands of the
Pacific, which stay together.
"""

from collections.abc import Iterable
from functools import cache
from math import pi, radians

WIDTH, HEIGHT = 960, 424
SOUTH, NORTH = -58, 80  # degrees
MIDDLE = 11  # degrees east
EDGE = 10  # units around the outline
_SCALE = (WIDTH / 2 - EDGE) / (0.870700 * pi)  # units for a radian along the equator
_BEND = 10  # pieces of which a curved meridian is made

Place = tuple[float, float]


def is_on_sheet(latitude: float) -> bool:
    """Return whether the sheet reaches that far north and south."""
    return SOUTH <= latitude <= NORTH


def placed(latitude: float, longitude: float) -> Place:
    """Return x and y of a place given in degrees; beyond the sheet it stands on its edge."""
    north = min(max(latitude, SOUTH), NORTH)
    east = (longitude - MIDDLE + 180) % 360 - 180
    return _on_sheet(north, east)


@cache
def outline() -> str:
    """Return the edge of the sheet as the `d` of an SVG path."""
    west = [_on_sheet(north, -180) for north in _bends()]
    east = [_on_sheet(north, 180) for north in reversed(_bends())]
    return f"{_path(west)}{_path(east).replace('M', 'L', 1)}z"


@cache
def graticule() -> str:
    """Return meridians and parallels, 30° apart, as the `d` of an SVG path."""
    meridians = [[placed(north, degree) for north in _bends()] for degree in range(-180, 180, 30)]
    parallels = [[_on_sheet(north, -180), _on_sheet(north, 180)] for north in (-30, 30, 60)]
    return "".join(map(_path, [*meridians, *parallels]))


@cache
def equator() -> str:
    """Return the equator as the `d` of an SVG path."""
    return _path([_on_sheet(0, -180), _on_sheet(0, 180)])


def _on_sheet(north: float, east: float) -> Place:
    """Both in degrees, `east` from the middle of the sheet."""
    return (
        round(WIDTH / 2 + _SCALE * radians(east) * length_of_parallel(radians(north)), 1),
        round(
            EDGE
            + _SCALE
            * (distance_from_equator(radians(NORTH)) - distance_from_equator(radians(north))),
            1,
        ),
    )


def length_of_parallel(latitude: float) -> float:
    """Return how long a parallel is, per radian of longitude; the latitude is in radians."""
    square = latitude * latitude
    tenth = square**5
    return (
        0.870700
        - 0.131979 * square
        - 0.013791 * square**2
        + 0.003971 * tenth
        - 0.001529 * tenth * square
    )


def distance_from_equator(latitude: float) -> float:
    """Return how far a parallel is from the equator; the latitude is in radians."""
    square = latitude * latitude
    seventh = latitude * square**3
    return (
        1.007226 * latitude
        + 0.015085 * latitude * square
        - 0.044475 * seventh
        + 0.028874 * seventh * square
        - 0.005916 * seventh * square**2
    )


def _bends() -> list[float]:
    return [SOUTH + (NORTH - SOUTH) * piece / _BEND for piece in range(_BEND + 1)]


def _path(places: Iterable[Place]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)
