"""What a reader tells of herself to see whether an event is for her. Nothing of it is kept."""

from collections.abc import Mapping

from courseapp.countries.names import is_country
from courseapp.eligibility.composed.conditions import Speaks
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.facts import Cefr, FactKind, Facts
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES

MOST_YEARS = 70
LONGEST_NAME = 300
# What only the organisers can look up: it stays unknown until she applies.
NOT_ASKED = {
    FactKind.EARLIER: "in which earlier events you took part",
    FactKind.IS_INVITED: "whether you are invited",
}


def languages_asked(rules: RuleSet) -> tuple[str, ...]:
    """Return the languages that the rules look at, each once."""
    return tuple(dict.fromkeys(t.language for t in rules.tests if isinstance(t, Speaks)))


def not_asked(rules: RuleSet) -> tuple[str, ...]:
    """Return what the rules want to know, and what a reader is not asked, in words."""
    return tuple(words for kind, words in NOT_ASKED.items() if kind in rules.needs)


def facts_of(arguments: Mapping[str, str], rules: RuleSet) -> Facts:
    """Return what an address tells; what it tells wrongly is unknown, like what it leaves out."""
    both = (_country(arguments, "nationality"), _country(arguments, "nationality2"))
    spoken = {tag: _level(arguments.get(f"speaks-{tag}", "")) for tag in languages_asked(rules)}
    return Facts(
        nationalities=tuple(code for code in both if code),
        work_country=_country(arguments, "work"),
        seat_country=_country(arguments, "seat"),
        organisation=arguments.get("organisation", "").strip()[:LONGEST_NAME],
        organisation_type=_type(arguments.get("type", "")),
        experience_years=_years(arguments.get("years", "")),
        languages={tag: level for tag, level in spoken.items() if level} or None,
    )


def _country(arguments: Mapping[str, str], name: str) -> str | None:
    code = arguments.get(name, "").strip().upper()
    return code if code.isascii() and is_country(code) else None


def _type(text: str) -> str | None:
    return text if text in ORGANISATION_TYPES else None


def _years(text: str) -> int | None:
    number = text.strip()
    is_number = number.isascii() and number.isdecimal() and len(number) < 4
    return int(number) if is_number and int(number) <= MOST_YEARS else None


def _level(text: str) -> Cefr | None:
    return next((level for level in Cefr if level.value == text), None)
