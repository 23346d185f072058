import random
from dataclasses import replace

import pytest

from courseapp.review.conflicts.detecting import Applicant, Reviewer, between, detect
from courseapp.review.conflicts.rules import Ground, Remover, Source, may_remove

WANJIKU = Reviewer(1, "wanjiku@environment.go.ke", ("Ministry of Environment",), "KE")
AMINA = Applicant(10, 100, "amina@gmail.com", "County of Kisumu", "KE", "KE")


def grounds(reviewer: Reviewer, applicant: Applicant, *, same_country: bool = False) -> set[Ground]:
    return {ground for ground, _ in between(reviewer, applicant, same_country=same_country)}


def test_people_of_one_country_are_in_no_conflict_where_the_event_does_not_say_so() -> None:
    assert grounds(WANJIKU, AMINA) == set()
    assert grounds(WANJIKU, AMINA, same_country=True) == {Ground.COUNTRY}


def test_whoever_comes_from_the_country_counts_wherever_she_works() -> None:
    abroad = replace(AMINA, work_country="CH")
    assert list(between(WANJIKU, abroad, same_country=True)) == [
        (Ground.COUNTRY, "Both come from Kenya.")
    ]
    stranger = replace(abroad, nationality="CH")
    assert grounds(WANJIKU, stranger, same_country=True) == set()


def test_an_unknown_country_is_not_the_same_country() -> None:
    nowhere = replace(AMINA, work_country=None, nationality=None)
    assert grounds(replace(WANJIKU, country=None), nowhere, same_country=True) == set()


def test_a_ministry_of_that_name_is_another_one_in_another_country() -> None:
    ours = replace(AMINA, organisation="Environment Ministry of Kenya")
    theirs = replace(ours, organisation="Ministry of Environment", work_country="RW")
    assert grounds(WANJIKU, ours) == {Ground.AFFILIATION}
    assert grounds(WANJIKU, theirs) == set()
    assert grounds(replace(WANJIKU, country=None), theirs) == set()


def test_an_organisation_of_many_countries_is_the_same_everywhere() -> None:
    hub = Reviewer(2, "hub@gmail.com", ("UNDP",), "US")
    office = replace(
        AMINA, organisation="United Nations Development Programme", is_international=True
    )
    assert list(between(hub, office, same_country=False)) == [
        (Ground.AFFILIATION, "Both work for UNDP.")
    ]
    assert grounds(hub, replace(office, is_international=False)) == set()


@pytest.mark.parametrize(
    ("printed", "is_same"),
    [
        ("South Pole", True),
        ("SOUTH POLE Kenya", True),
        ("Pole, South", True),
        ("SP", False),
        ("Society of Pole Houses", False),
        ("KfW", True),
        ("Kenya Forest Watch", False),  # initials alone mean nobody far away
    ],
)
def test_a_company_is_the_same_wherever_it_works(printed: str, is_same: bool) -> None:
    far = Reviewer(2, "far@gmail.com", ("South Pole", "KfW"), "DE")
    office = replace(AMINA, organisation=printed, is_of_no_state=True)
    found = {Ground.AFFILIATION} if is_same else set()
    assert grounds(far, office) == found
    assert grounds(replace(far, country=None), office) == found
    assert grounds(far, replace(office, is_of_no_state=False)) == set()


def test_each_reason_is_told_by_itself() -> None:
    close = replace(
        AMINA,
        email="amina@climate.environment.go.ke",
        organisation="Ministry of Environment",
        nominated_by=frozenset({WANJIKU.email}),
        endorsed_by=frozenset({WANJIKU.email}),
    )
    assert grounds(WANJIKU, close, same_country=True) == {
        *(Ground.DOMAIN, Ground.AFFILIATION, Ground.COUNTRY, Ground.NOMINATED, Ground.ENDORSED)
    }
    assert dict(between(WANJIKU, close, same_country=True))[Ground.DOMAIN] == (
        "Both have e-mail addresses of environment.go.ke."
    )


def test_her_own_application_needs_no_other_reason() -> None:
    own = replace(AMINA, person_id=WANJIKU.person_id, email=WANJIKU.email)
    assert grounds(WANJIKU, own, same_country=True) == {Ground.OWN}


def test_the_order_of_what_is_known_changes_nothing() -> None:
    chance = random.Random(5)
    reviewers = [
        replace(WANJIKU, person_id=number, country=chance.choice(["KE", "RW", "CH"]))
        for number in range(1, 8)
    ]
    applicants = [
        replace(
            AMINA,
            application_id=number,
            person_id=100 + number,
            work_country=chance.choice(["KE", "RW"]),
            organisation=chance.choice(["Ministry of Environment", "Bank of Water"]),
        )
        for number in range(1, 40)
    ]
    found = detect(reviewers, applicants, same_country=True)
    assert found == detect(reviewers[::-1], applicants[::-1], same_country=True)
    assert {place.ground for place in found} == {Ground.AFFILIATION, Ground.COUNTRY}
    theirs = {each.person_id for each in reviewers if each.country == "KE"}
    assert {p.person_id for p in found if p.ground is Ground.COUNTRY} >= theirs


@pytest.mark.parametrize(
    ("source", "by_reviewer"),
    [(Source.DECLARED, True), (Source.DETECTED, False), (Source.SET, False)],
)
def test_a_reviewer_takes_back_only_what_she_declared(source: Source, by_reviewer: bool) -> None:
    assert may_remove(source, Ground.STATED, Remover.REVIEWER) is by_reviewer
    assert may_remove(source, Ground.STATED, Remover.ORGANISER)


def test_nobody_lets_her_judge_her_own_application() -> None:
    assert not any(may_remove(source, Ground.OWN, who) for source in Source for who in Remover)
