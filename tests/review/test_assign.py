"""Assigning reviewers: as proposed, by hand and by table; and the letter that tells of it."""

import re
from io import BytesIO

import pytest
from sqlalchemy import event, select
from werkzeug.datastructures import FileStorage

from courseapp.core.errors import Problem
from courseapp.extensions import db
from courseapp.mail.models import Message
from courseapp.review.assigning.planning import CHANGED, Wish, dry_run, take_plan
from courseapp.review.conflicts.profiles import ProfilePlan, save_profile
from courseapp.review.models import Assignment
from courseapp.review.rounds import round_of
from courseapp.review.rules import Round, Source
from tests.review.story import MANAGE, Committee
from tests.selection.story import applied
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

LIST = f"{MANAGE}/reading/assignments"
Given = set[tuple[str, str]]


def given(committee: Committee, which: Round = Round.READING) -> Given:
    """Return who reviews what, as (number of the application, address of the reviewer)."""
    committee.session.expire_all()
    rows = committee.session.scalars(select(Assignment).filter_by(round=which))
    return {(each.application.reference, each.reviewer.email) for each in rows}


def letters(committee: Committee) -> list[Message]:
    rows = (
        select(Message).filter_by(kind="review_assigned").order_by(Message.to_address, Message.id)
    )
    return list(committee.session.scalars(rows))


def table(text: str) -> FileStorage:
    return FileStorage(BytesIO(text.encode()), "table.csv", content_type="text/csv")


def test_a_proposal_is_looked_at_and_taken(committee: Committee, organiser: CheckingClient) -> None:
    assert "not planned yet" in organiser.visit(LIST).text
    committee.phases()
    page = organiser.follow(organiser.visit(LIST), "Propose assignments")
    page = organiser.submit(page, {"each": "2", "most": "4"}, form=f"{LIST}/plan", button="Propose")
    assert "10 new for 5 applications" in page.text
    assert given(committee) == set()
    page = organiser.submit(page, button="Assign as proposed")
    assert "10 assignments made, 0 taken away. 3 letters will be sent." in page.text
    taken = given(committee)
    assert len(taken) == 10
    sources = committee.session.scalars(select(Assignment.source).distinct()).all()
    assert sources == [Source.PLAN]
    again = organiser.visit(f"{LIST}/plan?each=2&most=4")
    assert "The best assignment is the one of today." in again.text


def test_a_large_proposal_says_first_that_it_takes_a_moment(
    committee: Committee, organiser: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    committee.phases()
    monkeypatch.setattr("courseapp.review.assigning.views.planning.MANY", 5)
    page = organiser.visit(f"{LIST}/plan?each=2&most=4")
    assert "For 5 applications and 4 people this takes some seconds." in page.text
    page = organiser.follow(page, "Show the proposal")
    assert "10 new for 5 applications" in page.text


def test_letters_name_no_applicant_and_come_once(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    amina, ivan = committee.applications[:2]
    bela = committee.reviewers[1]
    committee.clock.advance(minutes=1)
    committee.assign(bela, amina, ivan)
    page = organiser.visit(LIST)
    page = organiser.submit(page, button="Write to 1 reviewer who got something new")
    assert "1 letter will be sent." in page.text
    [letter] = letters(committee)
    assert letter.to_address == bela.email
    assert letter.subject == f"2 new applications to review: {committee.course.title}"
    for told in (letter.text, letter.html, letter.subject):
        for each in committee.applications:
            assert each.full_name not in told
            assert each.reference not in told
    assert "Write to" not in page.text
    committee.clock.advance(minutes=5)
    committee.assign(bela, committee.applications[2])
    organiser.submit(organiser.visit(LIST), button="Write to 1 reviewer who got something new")
    assert [each.subject[:5] for each in letters(committee)] == ["2 new", "1 new"]


def test_what_is_impossible_is_refused_with_what_helps(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    for person in committee.reviewers[:2]:
        committee.conflict(person, committee.applications[0])
    page = organiser.visit(f"{LIST}/plan?each=2&most=9")
    assert (
        "1 application has only 1 reviewer without a conflict. "
        "Add a reviewer, or ask for 1 review each." in page.text
    )
    cured = organiser.visit(f"{LIST}/plan?each=1&most=9")
    assert "5 new for 5 applications" in cured.text
    page = organiser.visit(f"{LIST}/plan?each=1&most=1")
    assert "2 reviews more than the limits allow. Raise the limit to 2" in page.text
    assert (
        "Enter a whole number from 1 to 20." in organiser.visit(f"{LIST}/plan?each=0&most=1").text
    )


def test_what_was_begun_stays_and_languages_decide(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    french, *others = committee.applications
    french.language = "fr"
    for each in others:
        each.language = "en"
    pieter, bela, chipo = committee.reviewers
    [begun] = committee.assign(pieter, french)
    committee.judged(begun, 3, 5)
    for person, languages in ((pieter, ("en",)), (bela, ("en", "fr")), (chipo, ("en",))):
        plan = ProfilePlan(languages=languages)
        save_profile(committee.session, person, committee.clock.now, person, plan)
    page = organiser.visit(f"{LIST}/plan?each=2&most=5")
    assert "1 of them begun" in page.text
    organiser.submit(page, button="Assign as proposed")
    readers = {email for reference, email in given(committee) if reference == french.reference}
    assert readers == {pieter.email, bela.email}


def test_a_proposal_of_yesterday_is_not_taken(committee: Committee) -> None:
    committee.phases()
    session, now, course = committee.session, committee.clock.now, committee.course
    wish = Wish(each=1, most=5)
    change = dry_run(session, course, Round.READING, wish).change
    assert change is not None
    plan = ProfilePlan(("Ministry of Environment",), "KE")
    for person in committee.reviewers[:2]:  # both are in conflict with Amina now
        save_profile(session, person, now, person, plan)
    about = (session, committee.cast.icap_organiser, now, course, Round.READING)
    anew = dry_run(session, course, Round.READING, wish).change
    assert anew is not None
    stale = "0" * 32 if anew.digest == change.digest else change.digest
    with pytest.raises(Problem, match=re.escape(CHANGED)):
        take_plan(*about, wish, stale)
    assert len(take_plan(*about, wish, anew.digest).added) == 5
    row = round_of(session, course.id, Round.READING)
    assert row is not None
    assert row.wanted == 1


def test_one_more_and_one_less_by_hand(committee: Committee, organiser: CheckingClient) -> None:
    committee.phases()
    amina = min(committee.applications, key=lambda each: each.reference)
    pieter, bela, chipo = committee.reviewers
    committee.conflict(chipo, amina)
    page = organiser.visit(LIST)
    about = f"to {amina.reference}"
    offered = page.form(button=f"Add {about}").tag.css("option")
    assert chipo.full_name not in {each.text().rpartition(" ")[0] for each in offered}
    page = organiser.submit(page, {"person": str(bela.id)}, button=f"Add {about}")
    assert f"Bela Kiss reviews {amina.reference}." in page.text
    assert given(committee) == {(amina.reference, bela.email)}
    token = page.value("csrf_token")
    sent = {"csrf_token": token, "reference": amina.reference, "person": str(chipo.id)}
    answer = organiser.post(f"{LIST}/add", data=sent, follow_redirects=True)
    assert "is in conflict with this application" in answer.get_data(as_text=True)
    page = organiser.visit(f"{LIST}?show=short&search={amina.reference}")
    assert "1 missing" in page.text
    away = f"Take away from {bela.full_name}: {amina.reference}"
    page = organiser.submit(page, button=away)
    assert page.address.startswith(f"{LIST}?search={amina.reference}&show=short")
    assert given(committee) == set()
    [begun] = committee.assign(pieter, amina)
    committee.judged(begun, 3, 5)
    sent["person"] = str(pieter.id)
    answer = organiser.post(f"{LIST}/remove", data=sent, follow_redirects=True)
    assert "This review was begun" in answer.get_data(as_text=True)
    assert given(committee) == {(amina.reference, pieter.email)}


def test_a_table_is_shown_line_by_line_before_it_is_taken(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    amina, ivan, wang = committee.applications[:3]
    pieter, bela, chipo = committee.reviewers
    committee.assign(pieter, amina, ivan)
    committee.conflict(chipo, wang)
    given_out = organiser.get(f"{LIST}.csv").get_data(as_text=True)
    assert amina.full_name not in given_out
    kept = "\r\n".join(line for line in given_out.split("\r\n") if ivan.reference not in line)
    text = f"{kept}{wang.reference},{bela.email}\r\n{wang.reference},{chipo.email}\r\n"
    page = organiser.follow(organiser.visit(LIST), "Bring a table")
    empty = organiser.submit(page, {"file": table("")}, button="Read the table", status=422)
    assert "The file is empty." in empty.text
    page = organiser.submit(page, {"file": table(text)}, button="Read the table")
    assert "1 new 1 there already 1 with a problem, left out" in page.text
    assert "This reviewer is in conflict with the application." in page.text
    assert len(given(committee)) == 2
    page = organiser.submit(page, {"only": True}, button="Take the table")
    assert "1 assignment made, 1 taken away." in page.text
    assert given(committee) == {(amina.reference, pieter.email), (wang.reference, bela.email)}


def test_limits_of_her_own_are_kept_and_organisers_review_only_if_they_want_to(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    bela, me = committee.reviewers[1], committee.cast.icap_organiser
    for person, most in ((bela, "1"), (me, "2")):
        page = organiser.visit(f"{MANAGE}/people/{person.id}")
        page = organiser.submit(page, {"most": most}, button="Save")
    assert "at most 2" in page.text
    organiser.submit(organiser.visit(f"{LIST}/plan?each=2&most=5"), button="Assign as proposed")
    emails = [email for _, email in given(committee)]
    assert emails.count(bela.email) <= 1
    assert 0 < emails.count(me.email) <= 2
    page = organiser.visit(f"{MANAGE}/people/{me.id}")
    organiser.submit(page, {"most": ""}, button="Save")
    page = organiser.visit(f"{MANAGE}/people")
    assert "at most 2" not in page.text


def test_who_is_interviewed_is_who_has_an_interviewer_or_a_tag(
    committee: Committee, organiser: CheckingClient
) -> None:
    amina, bela = committee.applications[0], committee.reviewers[1]
    committee.interviews(bela, amina)
    interviews = f"{MANAGE}/interview/assignments"
    page = organiser.visit(f"{interviews}/plan?each=2&most=5")
    assert "1 new for 1 application" in page.text
    organiser.submit(page, button="Assign as proposed")
    assert len(given(committee, Round.INTERVIEW)) == 2
    assert given(committee) == set()


def test_a_closed_round_is_only_read(committee: Committee, as_person: AsPerson) -> None:
    committee.phases()
    committee.clock.advance(days=60)
    organiser = as_person(committee.cast.icap_organiser)
    page = organiser.visit(LIST)
    assert "This round is closed" in page.text
    assert not page.soup.select("[data-label]") or "One more" not in page.text
    sent = {"csrf_token": organiser.visit("/account").value("csrf_token")}
    sent |= {"reference": committee.applications[0].reference}
    sent |= {"person": str(committee.reviewers[0].id)}
    answer = organiser.post(f"{LIST}/add", data=sent, follow_redirects=True)
    assert "nobody can be assigned in it" in answer.get_data(as_text=True)
    assert given(committee) == set()


def test_the_list_costs_the_same_for_many(committee: Committee, organiser: CheckingClient) -> None:
    committee.phases()
    few = statements_of(committee, organiser)
    for number in range(5, 60):
        applied(committee.session, committee.course, committee.clock.now, number)
    committee.assign(committee.reviewers[0], *committee.applications)
    page = organiser.visit(LIST)
    assert "1–25 of 60" in page.text
    assert "51–60 of 60" in organiser.visit(f"{LIST}?page=3").text
    assert statements_of(committee, organiser) == few


def statements_of(committee: Committee, browser: CheckingClient) -> int:
    """Return how many statements the list costs."""
    browser.visit(LIST)
    sent: list[str] = []

    def note(*arguments: object) -> None:
        sent.append(str(arguments[2]))

    with committee.app.app_context():
        connection = db.engine
    event.listen(connection, "before_cursor_execute", note)
    browser.visit(LIST)
    event.remove(connection, "before_cursor_execute", note)
    return len([each for each in sent if each.startswith("SELECT")])


def test_organisers_of_others_and_reviewers_see_none_of_it(
    committee: Committee, as_person: AsPerson
) -> None:
    committee.phases()
    for person in (committee.cast.a6ip_organiser, committee.reviewers[0]):
        browser = as_person(person)
        for address in (LIST, f"{LIST}/plan", f"{LIST}/table", f"{LIST}.csv"):
            browser.expect_404(address)
        for part in ("people", "conflicts", f"people/{committee.reviewers[1].id}"):
            browser.expect_404(f"{MANAGE}/{part}")
