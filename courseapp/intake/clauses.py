"""Conditions on answers as addresses say them: ``a.gender=woman``, ``a.years.least=3``."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.keys import is_key
from courseapp.forms.document.record import Kind

PREFIX = "a."
LONGEST_VALUE = 100
GIVEN, YES, NO = "given", "yes", "no"
_BY_SUFFIX = MappingProxyType(
    {
        "": Comparison.IS,
        "not": Comparison.IS_NOT,
        "least": Comparison.AT_LEAST,
        "most": Comparison.AT_MOST,
    }
)
_SUFFIXES = MappingProxyType({comparison: suffix for suffix, comparison in _BY_SUFFIX.items()})
_WHETHER = frozenset({Comparison.ANSWERED, Comparison.BLANK})
_EQUAL = _WHETHER | {Comparison.IS, Comparison.IS_NOT}
_NUMBERS = _EQUAL | {Comparison.AT_LEAST, Comparison.AT_MOST}

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
    return clause.comparison in COMPARISONS.get(kind, _WHETHER)


def read_clause(name: str, value: str) -> Clause | None:
    """Return the condition that an argument of an address says; None where it says none."""
    key, _, suffix = name.removeprefix(PREFIX).partition(".")
    value = " ".join(value.split())[:LONGEST_VALUE]
    if not name.startswith(PREFIX) or not is_key(key) or not value:
        return None
    if suffix == GIVEN:
        whether = {YES: Comparison.ANSWERED, NO: Comparison.BLANK}.get(value)
        return Clause(key, whether) if whether else None
    return Clause(key, _BY_SUFFIX[suffix], value) if suffix in _BY_SUFFIX else None


def argument_of(clause: Clause) -> tuple[str, str]:
    """Return the name and the value with which an address says the condition."""
    if clause.comparison in _WHETHER:
        value = YES if clause.comparison is Comparison.ANSWERED else NO
        return f"{PREFIX}{clause.question}.{GIVEN}", value
    suffix = _SUFFIXES[clause.comparison]
    return f"{PREFIX}{clause.question}.{suffix}".rstrip("."), clause.value
