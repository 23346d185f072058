"""Conditions on answers as addresses say them: ``a.gender=woman``, ``a.years.least=3``.

``a.gender=*`` means that it was answered, ``a.gender=-`` that it was not.
"""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.keys import is_key
from courseapp.forms.document.record import Kind

PREFIX = "a."
LONGEST_VALUE = 100
GIVEN, NOT_GIVEN = "*", "-"
_BY_SUFFIX = MappingProxyType(
    {"": Comparison.IS, "least": Comparison.AT_LEAST, "most": Comparison.AT_MOST}
)
_SUFFIXES = MappingProxyType({comparison: suffix for suffix, comparison in _BY_SUFFIX.items()})
_WHETHER = MappingProxyType({GIVEN: Comparison.ANSWERED, NOT_GIVEN: Comparison.BLANK})
_SIGNS = MappingProxyType({comparison: sign for sign, comparison in _WHETHER.items()})
_EQUAL = frozenset({Comparison.IS, *_SIGNS})
_NUMBERS = frozenset({Comparison.AT_LEAST, Comparison.AT_MOST, *_SIGNS})

# How the answers of each kind can be compared; of others, only whether there is one.
COMPARISONS: Mapping[Kind, frozenset[Comparison]] = MappingProxyType(
    {
        Kind.YES_NO: _EQUAL,
        Kind.CHOICE: _EQUAL,
        Kind.MANY: _EQUAL,
        Kind.RANKED: _EQUAL,
        Kind.COUNTRY: _EQUAL,
        Kind.COUNTRIES: _EQUAL,
        Kind.LANGUAGES: _EQUAL,
        Kind.NUMBER: _NUMBERS,
        Kind.SCALE: _NUMBERS,
    }
)


def fits(clause: Clause, kind: Kind) -> bool:
    """Return whether answers of the kind can be compared so."""
    return clause.comparison in COMPARISONS.get(kind, frozenset(_SIGNS))


def read_clause(name: str, value: str) -> Clause | None:
    """Return the condition that an argument of an address says; None where it says none."""
    key, _, suffix = name.removeprefix(PREFIX).partition(".")
    value = " ".join(value.split())[:LONGEST_VALUE].strip()
    if not name.startswith(PREFIX) or not is_key(key) or not value or suffix not in _BY_SUFFIX:
        return None
    if not suffix and value in _WHETHER:
        return Clause(key, _WHETHER[value])
    return Clause(key, _BY_SUFFIX[suffix], value)


def argument_of(clause: Clause) -> tuple[str, str]:
    """Return the name and the value with which an address says the condition."""
    if clause.comparison in _SIGNS:
        return f"{PREFIX}{clause.question}", _SIGNS[clause.comparison]
    suffix = _SUFFIXES[clause.comparison]
    return f"{PREFIX}{clause.question}.{suffix}".rstrip("."), clause.value
