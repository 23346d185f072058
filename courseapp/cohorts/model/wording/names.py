"""How features, values, people and numbers are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from courseapp.cohorts.model.record import POINT

_KNOWN: Mapping[tuple[str, str], str] = {
    ("gender", "woman"): "women",
    ("gender", "man"): "men",
    ("list", "ldc"): "least developed countries",
    ("list", "sids"): "small island developing states",
    ("list", "lldc"): "landlocked developing countries",
    ("subnational", "yes"): "sub-national officials",
    ("first_time", "yes"): "people who come for the first time",
}
# How people with a value of a feature are called.
_WITH: Mapping[str, str] = {
    "country": "people from {}",
    "region": "people from {}",
    "list": "people from {}",
    "organisation": "people from {}",
    "organisation_type": "people from {}",
    "gender": "{}",
    "subnational": "{}",
    "first_time": "{}",
}
_ONE: Mapping[str, str] = {
    "women": "woman",
    "men": "man",
    "sub-national officials": "sub-national official",
    "people who come for the first time": "person who comes for the first time",
}


@dataclass(frozen=True)
class Names:
    """How values (by feature and value), people and modules are called; else their keys are.

    A value is called so that "people from …" reads well: "Kenya", "ministries"; a gender and what
    is only yes or no, as the people themselves: "women", "sub-national officials".
    """

    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)

    def value(self, feature: str, value: str) -> str:
        return self.values.get((feature, value)) or _KNOWN.get((feature, value), value)

    def person(self, reference: str) -> str:
        return self.people.get(reference, reference)

    def module(self, key: str) -> str:
        return self.modules.get(key, key)

    def having(self, feature: str, values: Iterable[str]) -> str:
        """Return what people with any of the values are called, as "people from Kenya"."""
        called = joined([self.value(feature, each) for each in values], "or")
        return _WITH.get(feature, "people with {}").format(called)


NO_NAMES = Names()


def points_in_words(thousandths: int) -> str:
    """Return points as people read them: 3200 is "3.2 points", 1000 "1 point"."""
    whole, rest = divmod(abs(thousandths), POINT)
    number = f"{'-' if thousandths < 0 else ''}{whole}" + (
        f".{rest:03}".rstrip("0") if rest else ""
    )
    return f"{number} point" if number == "1" else f"{number} points"


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def people_in_words(number: int, one: str = "person") -> str:
    """Return a number of people, or of seats, modules: "1 person", "2 people", "2 seats"."""
    several = "people" if one == "person" else f"{one}s"
    return f"{number} {one if number == 1 else several}"


def counted(number: int, having: str) -> str:
    """Return a number of people who are called so: "1 person from Kenya", "2 women"."""
    one = _ONE.get(having) or having.replace("people", "person", 1)
    return f"{number} {one if number == 1 else having}"
