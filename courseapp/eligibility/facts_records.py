"""Facts as plain JSON values, so that they can be judged again by other rules."""

from collections.abc import Mapping
from typing import Any

from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.events.rules import Level

Plain = Mapping[str, Any]


def facts_to_plain(facts: Facts) -> dict[str, Any]:
    """Return facts as values of JSON; what is unknown is left out."""
    plain: dict[str, Any] = {
        "nationalities": list(facts.nationalities),
        "work_country": facts.work_country,
        "seat_country": facts.seat_country,
        "organisation": facts.organisation,
        "organisation_type": facts.organisation_type,
        "experience_years": facts.experience_years,
        "languages": _languages(facts.languages),
        "is_invited": facts.is_invited,
        "replies": dict(facts.replies),
    }
    known = {name: value for name, value in plain.items() if value not in (None, "", [], {})}
    if facts.languages is not None:
        known["languages"] = _languages(facts.languages)
    if facts.earlier is not None:
        known["earlier"] = [_earlier_to_plain(each) for each in facts.earlier]
    return known


def facts_from_plain(plain: Plain) -> Facts:
    """Return the facts that `facts_to_plain` wrote."""
    languages, earlier = plain.get("languages"), plain.get("earlier")
    return Facts(
        nationalities=tuple(plain.get("nationalities", ())),
        work_country=plain.get("work_country"),
        seat_country=plain.get("seat_country"),
        organisation=plain.get("organisation", ""),
        organisation_type=plain.get("organisation_type"),
        experience_years=plain.get("experience_years"),
        languages=None if languages is None else {t: Cefr(v) for t, v in languages.items()},
        earlier=None if earlier is None else tuple(map(_earlier_from_plain, earlier)),
        is_invited=plain.get("is_invited"),
        replies=dict(plain.get("replies", {})),
    )


def _languages(languages: Mapping[str, Cefr] | None) -> dict[str, str] | None:
    if languages is None:
        return None
    return {tag: level.value for tag, level in languages.items()}


def _earlier_to_plain(earlier: Earlier) -> dict[str, Any]:
    return {
        "event": earlier.event,
        "series": earlier.series,
        "initiative": earlier.initiative,
        "level": earlier.level.value if earlier.level else None,
        "year": earlier.year,
        "completed": earlier.completed,
    }


def _earlier_from_plain(plain: Plain) -> Earlier:
    level = Level(plain["level"]) if plain["level"] else None
    names = (plain["event"], plain["series"], plain["initiative"])
    return Earlier(*names, level, plain["year"], plain["completed"])
