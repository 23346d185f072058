"""What other pages make of registrations: of the applicant, of the organisers, and the form."""

from dataclasses import replace

import pytest

from courseapp.applications.drafting import start_application
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.core.errors import Problem
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.ports.figures import applications_of
from courseapp.events.rules import Access, Selection
from courseapp.registrations.registering import Wish, register
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.standing import runs_of
from tests.registrations.story import Webinar
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


def test_the_form_of_three_pages_leads_to_the_one_page(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    apply = f"/events/{webinar.event.slug}/apply"
    assert client.get(apply).location == webinar.page
    browser = as_person(webinar.cast.newcomer)
    token = browser.visit("/account").value("csrf_token")
    assert browser.post(apply, data={"csrf_token": token}).location == webinar.page
    assert webinar.standing() == {}


def test_who_began_an_application_before_can_register_and_nobody_can_send_one(
    webinar: Webinar,
) -> None:
    session, now, event = webinar.session, webinar.clock.now, webinar.event
    person = webinar.cast.newcomer
    event.access, event.applications_close_at = Access.APPLICATION, now.replace(day=10)
    draft = start_application(session, person, now, event)
    event.access, event.applications_close_at = Access.REGISTRATION, None
    session.flush()
    with pytest.raises(Problem, match="people register on its page"):
        move(session, draft, Action.SUBMIT, person, now)
    with webinar.app.test_request_context():
        register(session, now, event, Wish("Tevita", person.email))
    assert draft.status is Status.CONFIRMED
    assert (draft.typed, draft.form_version) == (None, None)
    assert broken_invariants(session) == []


def test_her_applications_lead_to_her_page(as_person: AsPerson, webinar: Webinar) -> None:
    browser = as_person(webinar.cast.newcomer)
    page = browser.visit(webinar.page)
    webinar.clock.advance(seconds=2)
    own = browser.submit(page, {"full_name": "Tevita"}, button="Register")
    listed = browser.visit("/applications")
    assert browser.follow(listed, webinar.event.title).address == own.address


def test_the_organisers_see_who_comes_and_have_nothing_to_decide(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    organiser = as_person(webinar.cast.icap_organiser)
    base = f"/manage/events/{webinar.event.slug}"
    page = organiser.visit(f"{base}/applications")
    assert page.heading == "Registrations"
    for text in ("One", "Three", "Waiting list", "2 with a seat", "2 of 2 seats taken"):
        assert text in page.text, text
    assert "Offer a seat" not in page.text
    one = organiser.follow(page, "Three")
    assert "Offer a seat" not in one.text
    assert "three@example.org" in one.text
    assert webinar.link(to="three") not in one.html
    overview = organiser.visit(base)
    assert "3 registrations" in overview.text
    assert "2 of 2 seats taken" in overview.text
    with webinar.app.app_context():
        figures = applications_of(webinar.session, [webinar.event.id])[webinar.event.id]
    assert (figures.sent, figures.undecided, figures.waiting, figures.alive) == (3, 0, 1, 3)


def test_the_organisers_see_how_many_come_to_each_run(
    client: CheckingClient, webinar: Webinar
) -> None:
    first, second = webinar.repeated()
    webinar.register(client, run_1=str(second))
    webinar.register(client, "Two", "two@example.org", run_1=str(second))
    webinar.register(client, "Three", "three@example.org", run_1=str(first))
    with webinar.app.app_context():  # the third waits
        runs = runs_of(webinar.session, webinar.event)
    assert runs == (("Wed 17 Mar 2027, 08:00 JST", 2),)


def test_where_organisers_begin_to_select_the_list_waits_for_their_decision(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    plan = replace(
        plan_of(webinar.event), access=Access.APPLICATION, selection=Selection.COMMITTEE,
        applications_zone="Asia/Tokyo",
        applications_close_local=webinar.clock.now.replace(day=10, tzinfo=None),
        seats=3,
    )  # fmt: skip
    actor = webinar.cast.icap_organiser
    with webinar.app.test_request_context():
        change_event(webinar.session, actor, webinar.clock.now, webinar.event, plan)
    webinar.session.commit()
    assert webinar.standing()["three"] is Status.WAITING
    page = as_person(actor).visit(f"/manage/events/{webinar.event.slug}/applications")
    assert "Offer to the next person" in page.text


def test_an_organiser_takes_somebody_off_the_list_and_the_next_moves_up(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three")
    organiser = as_person(webinar.cast.icap_organiser)
    listed = organiser.visit(f"/manage/events/{webinar.event.slug}/applications")
    page = organiser.follow(organiser.follow(listed, "One"), "Take off the list")
    seen = organiser.submit(page, {"note": "No such address."}, button="Show it in the letter")
    assert "No such address." in seen.text
    assert webinar.standing()["one"] is Status.CONFIRMED
    done = organiser.submit(seen, button="Take off the list")
    assert "One is taken off the list" in done.text
    assert webinar.standing() == {
        "one": Status.DECLINED,
        "two": Status.CONFIRMED,
        "three": Status.CONFIRMED,
    }
    (letter,) = webinar.letters("registration_removed")
    assert letter.to_address == "one@example.org"
    assert "No such address." in letter.text
    assert "/registrations/" not in letter.text
    assert len(webinar.letters("registration_moved_up", "three")) == 1

    webinar.clock.advance(hours=4)
    webinar.register(client, "One", "one@example.org")
    assert webinar.standing()["one"] is Status.DECLINED
    own = client.visit(webinar.link("registration_confirmed", "one"))
    assert "The organisers decided so." in own.text
    organiser.expect_404(page.address)


def test_a_neighbour_takes_nobody_off_the_list(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    webinar.fill(client, "one")
    found = webinar.session.query(Application).one()
    path = f"/manage/events/{webinar.event.slug}/registrations/{found.reference}/remove"
    for browser in (as_person(webinar.cast.a6ip_organiser), as_person(webinar.cast.newcomer)):
        token = browser.visit("/account").value("csrf_token")
        assert browser.get(path).status_code == 404
        assert browser.post(path, data={"csrf_token": token}).status_code == 404
    assert webinar.standing() == {"one": Status.CONFIRMED}
