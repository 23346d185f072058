"""Which reviewer is in conflict with which application, from what is known of both.

Plain: no database, no clock. The same facts give the same conflicts, whatever their order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from courseapp.countries.names import country_name
from courseapp.review.conflicts.domains import shared_domain
from courseapp.review.conflicts.names import Name, name_read
from courseapp.review.conflicts.rules import Ground


@dataclass(frozen=True)
class Reviewer:
    """Somebody who reviews; `country` is ISO 3166-1 alpha-2, `affiliations` are as printed."""

    person_id: int
    email: str
    affiliations: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True)
class Applicant:
    """Who applies, as far as it may be compared: what is sensitive is left out by the caller.

    `nominated_by` and `endorsed_by` are e-mail addresses in lower case. `is_international` says
    that the organisation is one of several countries, so that its name is the same in each;
    `is_of_no_state` that it is a company, an association or a university, so that its name in
    words is hers wherever somebody works for it.
    """

    application_id: int
    person_id: int
    email: str
    organisation: str = ""
    work_country: str | None = None
    nationality: str | None = None
    is_international: bool = False
    is_of_no_state: bool = False
    nominated_by: frozenset[str] = frozenset()
    endorsed_by: frozenset[str] = frozenset()


class Place(NamedTuple):
    """Between whom a conflict is, and on what it rests."""

    application_id: int
    person_id: int
    ground: Ground


Rule = Callable[[Reviewer, Applicant], str]


def detect(
    reviewers: Sequence[Reviewer], applicants: Sequence[Applicant], *, same_country: bool
) -> Mapping[Place, str]:
    """Return each conflict with its reason, in words for organisers.

    With `same_country`, whoever comes from the reviewer's country is in conflict with her too.
    """
    return {
        Place(applicant.application_id, reviewer.person_id, ground): reason
        for applicant in applicants
        for reviewer in reviewers
        for ground, reason in between(reviewer, applicant, same_country=same_country)
    }


def between(
    reviewer: Reviewer, applicant: Applicant, *, same_country: bool
) -> Iterator[tuple[Ground, str]]:
    """Yield on what conflicts of one reviewer with one application rest, and why."""
    if reviewer.person_id == applicant.person_id:
        yield Ground.OWN, "This is the reviewer’s own application."
        return
    for ground, rule in RULES:
        if (ground is not Ground.COUNTRY or same_country) and (reason := rule(reviewer, applicant)):
            yield ground, reason


def _domain(reviewer: Reviewer, applicant: Applicant) -> str:
    domain = shared_domain(reviewer.email, applicant.email)
    return f"Both have e-mail addresses of {domain}." if domain else ""


def _affiliation(reviewer: Reviewer, applicant: Applicant) -> str:
    """Public bodies are compared within one country: two countries have a ministry of that name."""
    known, theirs = reviewer.country, applicant.work_country
    is_near = applicant.is_international or (known is not None and known == theirs)
    if not applicant.organisation or not (is_near or applicant.is_of_no_state):
        return ""
    name = name_read(applicant.organisation, country_name(theirs))
    names = {each: name_read(each, country_name(known)) for each in reviewer.affiliations}
    is_same = Name.means if is_near else Name.says
    found = next((each for each, own in names.items() if is_same(own, name)), "")
    return f"Both work for {found}." if found else ""


def _country(reviewer: Reviewer, applicant: Applicant) -> str:
    if reviewer.country is None:
        return ""
    name = country_name(reviewer.country)
    if reviewer.country == applicant.work_country:
        return f"Both work in {name}."
    return f"Both come from {name}." if reviewer.country == applicant.nationality else ""


def _nominated(reviewer: Reviewer, applicant: Applicant) -> str:
    is_hers = reviewer.email.lower() in applicant.nominated_by
    return "The reviewer is a focal point of those who nominated this person." if is_hers else ""


def _endorsed(reviewer: Reviewer, applicant: Applicant) -> str:
    is_hers = reviewer.email.lower() in applicant.endorsed_by
    return "The reviewer was asked to support this application." if is_hers else ""


RULES: tuple[tuple[Ground, Rule], ...] = (
    (Ground.DOMAIN, _domain),
    (Ground.AFFILIATION, _affiliation),
    (Ground.COUNTRY, _country),
    (Ground.NOMINATED, _nominated),
    (Ground.ENDORSED, _endorsed),
)
