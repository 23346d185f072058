"""On which days of the week people rest, by country."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_USUAL = frozenset({_SATURDAY, _SUNDAY})
_ON_FRIDAY = (
    "AF", "BD", "BH", "DJ", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA",
    "SD", "SY", "YE",
)  # fmt: skip

# Where it is not Saturday and Sunday (2026). The Emirates and Mauritania have the usual one.
_OTHERS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        **dict.fromkeys(_ON_FRIDAY, frozenset({_FRIDAY, _SATURDAY})),
        "BN": frozenset({_FRIDAY, _SUNDAY}),
        "IR": frozenset({_FRIDAY}),
    }
)


def is_weekend(day: date, country: str | None) -> bool:
    """Return whether people rest on the day in the country (ISO 3166-1 alpha-2)."""
    return day.weekday() in _OTHERS.get(country or "", _USUAL)
