"""The columns of a decision table, and what a row says of a made-up person. Blank is unknown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.countries.languages import language_called
from courseapp.countries.names import folded, is_country, resolve
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.rules import Verdict
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES
from courseapp.events.rules import Level

CASE, EXPECTED = "case", "expected"
LONGEST_CELL = 500
MOST_YEARS = 70
# What each column means, for whoever fills in the file.
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        CASE: "what you call the case",
        "nationality": "countries by name or code, several divided by ;",
        "work_country": "a country",
        "seat_country": "a country",
        "organisation": "a name",
        "organisation_type": "one of: " + ", ".join(ORGANISATION_TYPES),
        "experience_years": "a number",
        "languages": "such as en B2; fr native",
        "earlier": "such as series=icap-courses level=introductory year=2024 completed=yes; "
        "or none for nothing",
        "invited": "yes or no",
        EXPECTED: "one of: " + ", ".join(Verdict),
    }
)
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})
_PAIR = re.compile(r"(\w+)\s*=\s*(\S+)", re.ASCII)
_EARLIER = ("event", "series", "initiative", "level", "year", "completed")
_EXPECTED = MappingProxyType(
    {
        "yes": Verdict.FITS,
        "eligible": Verdict.FITS,
        "ask": Verdict.ASKED,
        "warn": Verdict.WARNED,
        "unknown": Verdict.UNDECIDED,
        "no": Verdict.BLOCKED,
        "block": Verdict.BLOCKED,
        **{verdict.value: verdict for verdict in Verdict},
    }
)


class BadCell(Exception):  # noqa: N818 - it is told to whoever made the file
    """A cell that cannot be understood, in words."""


@dataclass(frozen=True)
class Case:
    """A made-up person and the verdict that is expected."""

    name: str
    facts: Facts
    expected: Verdict


def case_of(line: Mapping[str, str]) -> Case:
    """Return what a row says. Raises BadCell with the column and what is wrong."""
    facts = Facts(
        nationalities=tuple(_countries(line.get("nationality", ""), "nationality")),
        work_country=_country(line.get("work_country", ""), "work_country"),
        seat_country=_country(line.get("seat_country", ""), "seat_country"),
        organisation=line.get("organisation", ""),
        organisation_type=_organisation_type(line.get("organisation_type", "")),
        experience_years=_years(line.get("experience_years", "")),
        languages=_languages(line.get("languages", "")),
        earlier=_earlier(line.get("earlier", "")),
        is_invited=_yes_or_no(line.get("invited", ""), "invited"),
    )
    return Case(line.get(CASE, ""), facts, _expected(line.get(EXPECTED, "")))


def _countries(text: str, column: str) -> Iterator[str]:
    for part in filter(None, (each.strip() for each in text.split(";"))):
        if is_country(part.upper()):
            yield part.upper()
        elif found := resolve(part):
            yield found.code
        else:
            raise BadCell(f"{column}: we know no country “{part[:60]}”.")


def _country(text: str, column: str) -> str | None:
    found = list(_countries(text, column))
    if len(found) > 1:
        raise BadCell(f"{column}: enter one country.")
    return found[0] if found else None


def _organisation_type(text: str) -> str | None:
    if not text:
        return None
    key = folded(text).replace(" ", "_")
    for known, words in ORGANISATION_TYPES.items():
        if key == known or folded(words) == folded(text):
            return known
    raise BadCell(f"organisation_type: “{text[:60]}” is none of {', '.join(ORGANISATION_TYPES)}.")


def _years(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 4) or int(text) > MOST_YEARS:
        raise BadCell(f"experience_years: enter a whole number from 0 to {MOST_YEARS}.")
    return int(text)


def _languages(text: str) -> Mapping[str, Cefr] | None:
    if not text:
        return None
    return dict(_language(part.strip()) for part in text.split(";") if part.strip())


def _language(text: str) -> tuple[str, Cefr]:
    name, _, level = re.sub(r"[:\s]+", " ", text).rpartition(" ")
    tag = language_called(name)
    known = {each.value.lower(): each for each in Cefr}
    if not tag or level.lower() not in known:
        raise BadCell(f"languages: “{text[:60]}” is no language with a level, such as en B2.")
    return tag, known[level.lower()]


def _earlier(text: str) -> tuple[Earlier, ...] | None:
    if not text:
        return None
    if text.strip().lower() == "none":
        return ()
    return tuple(_one_earlier(part) for part in text.split(";") if part.strip())


def _one_earlier(text: str) -> Earlier:
    said = dict(_PAIR.findall(text))
    if not said or set(said) - set(_EARLIER):
        known = ", ".join(_EARLIER)
        raise BadCell(f"earlier: “{text.strip()[:60]}” is not understood. Use {known}.")
    return Earlier(
        said.get("event", ""),
        said.get("series", ""),
        said.get("initiative", ""),
        _level(said.get("level", "")),
        _year(said.get("year", "")),
        _yes_or_no(said.get("completed", ""), "earlier"),
    )


def _level(text: str) -> Level | None:
    if not text:
        return None
    if text not in [each.value for each in Level]:
        raise BadCell(f"earlier: “{text[:60]}” is no level. Use {', '.join(Level)}.")
    return Level(text)


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise BadCell("earlier: enter a year such as 2024.")
    return int(text)


def _yes_or_no(text: str, column: str) -> bool | None:
    if not text:
        return None
    word = text.lower()
    if word not in _YES | _NO:
        raise BadCell(f"{column}: enter yes, no, or nothing.")
    return word in _YES


def _expected(text: str) -> Verdict:
    found = _EXPECTED.get(text.strip().lower())
    if found is None:
        raise BadCell(f"expected: enter one of {', '.join(Verdict)}.")
    return found
