"""The invented applicants of a scenario and what they answer; the same every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from courseapp.applications.rules import OrganisationType
from courseapp.core.ids import token_hash
from courseapp.countries.zones import zones_of
from courseapp.events.slugs import plain_words
from courseapp.forms.document.known import GENDER
from courseapp.scenarios.cast import CastMember
from courseapp.scenarios.written import written_in

DOMAINS = ("example.org", "example.com")

# How often each type applies, in turn: ministries most, associations seldom.
TYPES = (
    OrganisationType.NATIONAL_GOVERNMENT,
    OrganisationType.PUBLIC_AGENCY,
    OrganisationType.NATIONAL_GOVERNMENT,
    OrganisationType.RESEARCH,
    OrganisationType.NATIONAL_GOVERNMENT,
    OrganisationType.SUBNATIONAL_GOVERNMENT,
    OrganisationType.PUBLIC_AGENCY,
    OrganisationType.NATIONAL_GOVERNMENT,
    OrganisationType.NON_GOVERNMENTAL,
    OrganisationType.PRIVATE_SECTOR,
)


# How the lists of people are called, and what they answer to the question of gender.
GENDERS = MappingProxyType({"women": "woman", "men": "man"})
NOT_SAID = "not_said"
KEEPS_IT_EACH = 19  # every nineteenth does not say

CONSENT_VERSION = "2026-11"  # of the statement in our short form
Name = str | list[str]  # as in the passport; with it, as the certificate should show it
Answers = Mapping[str, str]  # as they are typed, by the key of the question


@dataclass(frozen=True)
class Applicant:
    """An invented person with her answers; `zone` is an IANA name."""

    email: str
    zone: str
    answers: Answers


@lru_cache
def applicants() -> tuple[Applicant, ...]:
    """Return all invented applicants, as mixed as people who apply, in an order for good."""
    names: Mapping[str, Mapping[str, Sequence[Name]]] = written_in("people.yaml")
    listed = [
        (code, name, GENDERS[group])
        for code, groups in names.items()
        for group, own in groups.items()
        for name in own
    ]
    mixed = sorted(listed, key=lambda each: token_hash(str(each[:2])))
    return tuple(_applicant(number, *each) for number, each in enumerate(mixed))


def answers_of(member: CastMember, number: int) -> Answers:
    """Return what somebody of the cast answers; `number` chooses the pieces."""
    return _answers(number, member.country, member.name, member.certificate_name)


def _applicant(number: int, code: str, name: Name, gender: str) -> Applicant:
    full, certificate = (name, name) if isinstance(name, str) else name
    address = ".".join(plain_words(certificate))
    return Applicant(
        email=f"{address}@{DOMAINS[number % len(DOMAINS)]}",
        zone=zones_of(code)[0],
        answers={**_answers(number, code, full, certificate), **_gender(number, gender)},
    )


def _gender(number: int, gender: str) -> Answers:
    return {GENDER: gender if (number + 1) % KEEPS_IT_EACH else NOT_SAID}


def _answers(number: int, code: str, full_name: str, certificate_name: str) -> Answers:
    kind = TYPES[number % len(TYPES)]
    return {
        "full_name": full_name,
        "certificate_name": certificate_name,
        "nationality": code,
        "work_country": code,
        "organisation": _organisation(number, code, kind),
        "organisation_type": kind.value,
        "position": _turn("positions", number),
        "experience_years": str(number * 7 % 23),
        "experience": _turn("experience", number),
        "motivation": _motivation(number),
        "consent": CONSENT_VERSION,
        GENDER: NOT_SAID,
    }


def _organisation(number: int, code: str, kind: OrganisationType) -> str:
    written = _pieces()
    language = written["languages"].get(code)
    if language and kind is OrganisationType.NATIONAL_GOVERNMENT and number % 3:
        return str(written["own_language"][language])
    choices = written["organisations"][kind.value]
    return str(choices[number % len(choices)])


def _motivation(number: int) -> str:
    """Three sentences; the turns are chosen so that no two of several hundred are alike."""
    plans, problems, uses = _pieces()["motivation"].values()
    first, second = number % len(plans), number // len(plans)
    third = number + second // len(problems)
    return " ".join((plans[first], problems[second % len(problems)], uses[third % len(uses)]))


def _turn(key: str, number: int) -> str:
    choices = _pieces()[key]
    return str(choices[number % len(choices)])


@lru_cache
def _pieces() -> Mapping[str, Any]:
    written: Mapping[str, Any] = written_in("answers.yaml")
    return written
