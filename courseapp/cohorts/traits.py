"""What is known of somebody as traits for limits. Nothing sensitive; what is empty is unknown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType
from courseapp.cohorts.features import GENDERS, NO, YES, Feature, feature_of_list
from courseapp.countries.lists.dated import CountryList, Membership
from courseapp.countries.names import folded
from courseapp.forms.document import known as questions
from courseapp.forms.document.reading import values_of

Traits = Mapping[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What is looked up once for all people of an event.

    `hidden` are keys of sensitive questions. `earlier` are ids of people who had a seat with the
    initiative before, `nominated` ids of applications; None where nobody can tell.
    """

    day: date
    lists: Mapping[str, CountryList]
    hidden: frozenset[str] = NOTHING
    earlier: frozenset[int] = frozenset()
    nominated: frozenset[int] | None = None
    by_nationality: bool = False
    placed: dict[str, Traits] = field(default_factory=dict)  # lists of a country, once looked up

    @property
    def versions(self) -> Mapping[str, str]:
        """Which contents of each list were read."""
        return {key: each.version for key, each in self.lists.items()}


def traits_of(application: Application, known: Known) -> Traits:
    """Return the traits of an applicant by feature; what is not known is left out."""
    found: dict[str, frozenset[str]] = {
        Feature.COUNTRY: _country(application, known),
        Feature.ORGANISATION: _organisation(application, known),
        Feature.GENDER: _gender(application, known),
        Feature.FIRST_TIME: _yes(application.person_id not in known.earlier),
        **_of_type(application, known),
        **_of_lists(application, known),
    }
    if known.by_nationality:
        found[Feature.NATIONALITY] = _nationalities(application, known)
    if known.nominated is not None:
        found[Feature.NOMINATED] = _yes(application.id in known.nominated)
    return {str(feature): values for feature, values in found.items() if values}


@lru_cache(8192)
def organisation_value(name: str, country: str | None) -> str:
    """Return the value of an organisation: its folded name, and its country.

    Every country has a ministry of environment, and these are not one organisation.
    """
    plain = " ".join(folded(name).split()) or name.strip().lower()
    return f"{plain}, {country}" if plain and country else plain


def _yes(holds: bool) -> frozenset[str]:
    return frozenset({YES if holds else NO})


def _country(application: Application, known: Known) -> frozenset[str]:
    code = application.work_country
    return frozenset({code}) if code and questions.WORK_COUNTRY not in known.hidden else NOTHING


def _nationalities(application: Application, known: Known) -> frozenset[str]:
    if questions.NATIONALITY in known.hidden:
        return NOTHING
    told = values_of(application.answers.get(questions.NATIONALITY, ""))
    return frozenset(told or filter(None, [application.nationality]))


def _organisation(application: Application, known: Known) -> frozenset[str]:
    if questions.ORGANISATION in known.hidden or not application.organisation.strip():
        return NOTHING
    country = next(iter(_country(application, known)), None)
    return frozenset({organisation_value(application.organisation, country)})


def _of_type(application: Application, known: Known) -> dict[str, frozenset[str]]:
    kind = application.organisation_type
    if kind is None or questions.ORGANISATION_TYPE in known.hidden:
        return {}
    return {
        Feature.ORGANISATION_TYPE: frozenset({kind.value}),
        Feature.SUBNATIONAL: _yes(kind is OrganisationType.SUBNATIONAL_GOVERNMENT),
    }


def _gender(application: Application, known: Known) -> frozenset[str]:
    """Return the answer where it is one of those that are counted; else it is unknown."""
    told = application.answers.get(questions.GENDER, "")
    return (
        frozenset({told}) if told in GENDERS and questions.GENDER not in known.hidden else NOTHING
    )


def _of_lists(application: Application, known: Known) -> Traits:
    """Return the regions and groups of the country, as of the day, each country looked up once."""
    country = next(iter(_country(application, known)), "")
    if country not in known.placed:
        known.placed[country] = _placed(country, known) if country else {}
    return known.placed[country]


def _placed(country: str, known: Known) -> Traits:
    found: dict[str, frozenset[str]] = {}
    for key, listed in known.lists.items():
        if listed.standing(country, known.day).membership is Membership.IN:
            feature = feature_of_list(listed)
            found[feature] = found.get(feature, NOTHING) | {key}
    return found


def caveats_of(people: Sequence[Application], known: Known) -> Mapping[str, str]:
    """Return what lists cannot tell of these people as of the day, in sentences, by key."""
    counted = Counter(code for each in people for code in _country(each, known))
    found = {key: " ".join(_caveats(each, counted, known)) for key, each in known.lists.items()}
    return {key: told for key, told in found.items() if told}


def _caveats(listed: CountryList, counted: Counter[str], known: Known) -> Iterator[str]:
    untold = sum(
        number
        for code, number in counted.items()
        if listed.standing(code, known.day).membership is Membership.UNKNOWN
    )
    if untold:
        people = "1 person" if untold == 1 else f"{untold} people"
        yield f"“{listed.title}” cannot tell of {people} on that day, who do not count."
    if listed.is_carried_on(known.day):
        yield f"A newer version of “{listed.title}” is due; we read the last one."
