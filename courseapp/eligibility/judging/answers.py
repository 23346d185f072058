"""Each kind of test put to what is known of somebody: yes, no or unknown, with the reason.

A reason is a sentence to her: "You work in Togo, which is on the DAC list of ODA recipients as of
30 April 2027." What is not known makes the answer unknown, never no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name, is_country
from courseapp.eligibility.composed.conditions import (
    Belongs,
    Completed,
    CountryOn,
    Experience,
    Invited,
    OrganisationIs,
    Scope,
    ScopeKind,
    Speaks,
    Test,
    TookPart,
    Whose,
)
from courseapp.eligibility.composed.words import (
    list_of_members,
    speaking,
    told_day,
    years_in_words,
)
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.judging.known import TRUTHS, Known
from courseapp.eligibility.judging.reasons import Place, Reason
from courseapp.eligibility.rules import Truth, all_of, any_of
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES
from courseapp.events.rules import Level

_LIVES = {
    Whose.WORK: "You work in {name}",
    Whose.SEAT: "Your organisation has its seat in {name}",
    Whose.NATIONALITY: "You are a citizen of {name}",
    Whose.EVERY_NATIONALITY: "You are a citizen of {name}",
}
_NOT_TOLD = {
    Whose.WORK: "We do not know yet in which country you work.",
    Whose.SEAT: "We do not know yet in which country your organisation has its seat.",
    Whose.NATIONALITY: "We do not know your nationality yet.",
    Whose.EVERY_NATIONALITY: "We do not know your nationality yet.",
}
_HEIGHTS = {Level.ALL: 1, Level.INTRODUCTORY: 1, Level.INTERMEDIATE: 2, Level.ADVANCED: 3}


@dataclass(frozen=True)
class Answer:
    """Whether a test is so, and why."""

    truth: Truth
    reasons: tuple[Reason, ...]


def said(truth: Truth, text: str) -> Answer:
    """Return an answer whose reason is a sentence to her."""
    return Answer(truth, (Reason(text),))


def answer(test: Test, facts: Facts, known: Known, on: date) -> Answer:
    """Put one test to the facts as of the day."""
    return _ANSWERS[type(test)](test, facts, known, on)


def _country(test: CountryOn, facts: Facts, known: Known, on: date) -> Answer:
    codes = _countries(test.whose, facts)
    if not codes:
        return said(Truth.UNKNOWN, _NOT_TOLD[test.whose])
    found = {code: TRUTHS[known.standing(test.key, code, on).membership] for code in codes}
    every = test.whose is Whose.EVERY_NATIONALITY
    truth = (all_of if every else any_of)(found.values())
    deciding = [code for code in codes if found[code] is truth]
    return Answer(truth, tuple(Reason(place=_place(test, code, known, on)) for code in deciding))


def _countries(whose: Whose, facts: Facts) -> tuple[str, ...]:
    if whose in (Whose.NATIONALITY, Whose.EVERY_NATIONALITY):
        return tuple(dict.fromkeys(facts.nationalities))
    code = facts.work_country if whose is Whose.WORK else facts.seat_country
    return (code,) if code else ()


def _place(test: CountryOn, code: str, known: Known, on: date) -> Place:
    """Return where one country stands, and what is to be said of it and of the list."""
    standing = known.standing(test.key, code, on)
    truth = TRUTHS[standing.membership]
    name = country_name(code) if is_country(code) else code
    note = standing.note if truth is not Truth.YES else ""
    notes = tuple(filter(None, (note, known.caution(test.key, on))))
    lives = _LIVES[test.whose].format(name=name)
    return Place(lives, truth, known.names.placed(test.key), told_day(on), notes)


def _organisation(test: OrganisationIs, facts: Facts, _known: Known, _on: date) -> Answer:
    if not facts.organisation_type:
        return said(Truth.UNKNOWN, "We do not know yet what type of organisation you work for.")
    name = ORGANISATION_TYPES.get(facts.organisation_type, facts.organisation_type)
    return said(_truth(facts.organisation_type in test.types), f"You work for {name}.")


def _experience(test: Experience, facts: Facts, _known: Known, _on: date) -> Answer:
    years = facts.experience_years
    if years is None:
        return said(Truth.UNKNOWN, "We do not know yet how many years of experience you have.")
    enough = test.least is None or years >= test.least
    fits = enough and (test.most is None or years <= test.most)
    told = "1 year" if years == 1 else f"{years} years"
    wanted = years_in_words(test.least, test.most)
    return said(_truth(fits), f"You have {told} of experience; {wanted} are asked for.")


def _completed(test: Completed, facts: Facts, known: Known, _on: date) -> Answer:
    where = known.names.scope(test.scope)
    if facts.earlier is None:
        return said(Truth.UNKNOWN, f"We have not looked yet what you completed of {where}.")
    there = [each for each in facts.earlier if _lies_in(each, test.scope)]
    truth = any_of(_is_high_enough(each, test.level) for each in there)
    told = {
        Truth.YES: f"You have completed an event of {where} of the level that is asked for.",
        Truth.NO: f"You have not completed an event of {where} of the level that is asked for.",
        Truth.UNKNOWN: f"You took part in {where}, but it is not noted what you completed.",
    }
    return said(truth, told[truth])


def _is_high_enough(earlier: Earlier, level: Level) -> Truth:
    height = Truth.UNKNOWN
    if earlier.level is not None:
        height = _truth(_HEIGHTS[earlier.level] >= _HEIGHTS[level])
    elif _HEIGHTS[level] == 1:
        height = Truth.YES  # every event is at least introductory
    done = Truth.UNKNOWN if earlier.completed is None else _truth(earlier.completed)
    return all_of((height, done))


def _took_part(test: TookPart, facts: Facts, known: Known, on: date) -> Answer:
    where = known.names.scope(test.scope)
    if facts.earlier is None:
        return said(Truth.UNKNOWN, f"We have not looked yet whether you took part in {where}.")
    there = [each for each in facts.earlier if _lies_in(each, test.scope)]
    first = None if test.years is None else on.year - test.years
    truth = any_of(_is_late_enough(each, first) for each in there)
    lately = f" since {first}" if first is not None else ""
    told = {
        Truth.YES: f"You have taken part in {where}{lately}.",
        Truth.NO: f"You have not taken part in {where}{lately}.",
        Truth.UNKNOWN: f"You have taken part in {where}, but it is not noted when.",
    }
    return said(truth, told[truth])


def _is_late_enough(earlier: Earlier, first: int | None) -> Truth:
    if first is None:
        return Truth.YES
    return Truth.UNKNOWN if earlier.year is None else _truth(earlier.year >= first)


def _lies_in(earlier: Earlier, scope: Scope) -> bool:
    slug = earlier.series if scope.kind is ScopeKind.SERIES else earlier.initiative
    return bool(slug) and slug == scope.slug


def _speaks(test: Speaks, facts: Facts, _known: Known, _on: date) -> Answer:
    level = _level_in(test.language, facts.languages or {})
    if level is None:
        name = language_name(test.language)
        return said(Truth.UNKNOWN, f"We do not know yet how well you speak {name}.")
    fits = _truth(level.height >= test.level.height)
    spoken = "as a first language" if level is Cefr.NATIVE else f"at level {level}"
    wanted = speaking(test.language, test.level)
    name = language_name(test.language)
    return said(fits, f"You speak {name} {spoken}; {wanted} is asked for.")


def _level_in(language: str, spoken: Mapping[str, Cefr]) -> Cefr | None:
    """The best level in the language or in one of its kinds: Canadian French is French."""
    own = [
        level
        for tag, level in spoken.items()
        if tag.lower() == language.lower() or tag.lower().startswith(f"{language.lower()}-")
    ]
    return max(own, key=lambda each: each.height, default=None)


def _invited(_test: Invited, facts: Facts, _known: Known, _on: date) -> Answer:
    if facts.is_invited is None:
        return said(Truth.UNKNOWN, "We do not know yet whether you are invited.")
    told = "You are invited." if facts.is_invited else "We have not invited you."
    return said(_truth(facts.is_invited), told)


def _belongs(test: Belongs, facts: Facts, known: Known, on: date) -> Answer:
    work = CountryOn(Whose.WORK, list_of_members(test.initiative))
    country, name = _country(work, facts, known, on), known.names.initiative(test.initiative)
    if not facts.organisation:
        own = said(Truth.UNKNOWN, "We do not know yet for which organisation you work.")
    elif known.belongs(test.initiative, facts.organisation, on):
        own = said(Truth.YES, f"{facts.organisation} belongs to {name} as of {told_day(on)}.")
    else:
        told = f"We find no organisation called {facts.organisation} among those of {name}."
        own = said(Truth.NO, told)
    truth = any_of((country.truth, own.truth))
    deciding = (each for each in (country, own) if each.truth is truth)
    return Answer(truth, tuple(reason for each in deciding for reason in each.reasons))


def _truth(value: bool) -> Truth:
    return Truth.YES if value else Truth.NO


_ANSWERS: Mapping[type[object], Callable[[Any, Facts, Known, date], Answer]] = {
    CountryOn: _country,
    OrganisationIs: _organisation,
    Experience: _experience,
    Completed: _completed,
    TookPart: _took_part,
    Speaks: _speaks,
    Invited: _invited,
    Belongs: _belongs,
}
