"""Members, some of them where a map is crowded."""

from courseapp.charts.world_map import Place

GOLDEN_ANGLE = 137.508  # degrees: places that spread over the globe without a pattern


def far_apart(number: int) -> list[Place]:
    """Return so many countries, spread over the inhabited world."""
    return [
        Place(f"W{each}", f"Land {each}", each * 120 / number - 45, each * GOLDEN_ANGLE % 360 - 180)
        for each in range(number)
    ]


def close_together(number: int) -> list[Place]:
    """Return so many countries where Europe is."""
    return [
        Place(f"E{each}", f"Canton {each}", 37 + each * 7 % 27, each * 11 % 38 - 9)
        for each in range(number)
    ]


def partnership() -> list[Place]:
    """Return 30 countries and 17 parts of two of them."""
    parts = [
        Place(f"W0-{each}", f"Province {each}", 38 + each * 5 % 14, -70 - each * 4, inside="W0")
        for each in range(17)
    ]
    return [*far_apart(14), *close_together(16), *parts]


def crowd() -> list[Place]:
    """Return 250 members."""
    return [*far_apart(150), *close_together(100)]
