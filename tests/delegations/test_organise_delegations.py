"""An organiser keeps the list, invites, decides on substitutes, and hands it to the host."""

from datetime import date

import pytest
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.delegations.attending import Delegations
from courseapp.delegations.cloning import CLONE_STEP
from courseapp.delegations.members import missing_members
from courseapp.delegations.models import Delegation
from courseapp.delegations.rules import DelegateState, DelegationStatus
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.names import stored_name
from courseapp.events.ports.attending import Group
from courseapp.events.rules import Access, FeedDetail
from courseapp.initiatives.models import RecordMembership
from tests.delegations.story import ACCEPT, NAME, Stage, link_in, typed
from tests.events.conftest import statements_of
from tests.support.checking_client import CheckingClient

TYPED = {
    "name": "State of California",
    "place": "California, USA",
    "size": "3",
    "contact_name": "Lee Park",
    "contact_email": "Lee.Park@Example.org",
}


def test_an_organiser_adds_changes_and_removes_a_delegation(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(stage.page)
    assert "No delegation yet" in page.text
    page = organiser.follow(page, "Add a delegation")
    wrong = {**TYPED, "size": "0", "contact_email": "lee", "place": "Californa"}
    page = organiser.submit(page, wrong, button="Add", status=422)
    assert "Enter a whole number from 1 to 200." in page.text
    assert "We know no country “Californa”, nor a part of one. Did you mean" in page.text
    assert (page.value("name"), page.value("place")) == ("State of California", "Californa")
    page = organiser.submit(page, TYPED, button="Add")
    assert page.heading == "State of California"
    (found,) = stage.delegations()
    assert (found.country, found.subdivision, found.size) == ("US", "US-CA", 3)
    assert (found.contact_email, found.status) == (
        "lee.park@example.org",
        DelegationStatus.LISTED,
    )
    twice = {**TYPED, "name": "state of  CALIFORNIA"}
    new = organiser.visit(f"{stage.page}/new")
    again = organiser.submit(new, twice, button="Add", status=422)
    assert "is on the list already" in again.text
    other = organiser.visit(f"{stage.page}/{found.id}")
    stage.clock.advance(minutes=1)
    organiser.submit(page, {"size": "4"}, button="Save")
    told = organiser.submit(other, {"size": "5"}, button="Save", status=422)
    assert "Somebody else saved this" in told.text
    assert told.value("size") == "5"
    page = organiser.follow(organiser.visit(f"{stage.page}/{found.id}"), "Take off the list")
    page = organiser.submit(page, button="Take off the list")
    assert stage.delegations() == []
    assert stage.letters() == []


def test_all_members_of_the_record_come_onto_the_list_once(
    stage: Stage, organiser: CheckingClient
) -> None:
    members = stage.session.scalars(
        select(RecordMembership)
        .where(
            RecordMembership.initiative_id == stage.event.initiative_id,
            RecordMembership.kind == "member",
        )
        .order_by(RecordMembership.id)
    ).all()
    gone = next(each for each in members if each.country == "DK")
    gone.since, gone.until = "", "2020"
    stays = next(each for each in members if each.country and each is not gone)
    stage.added(name="Already here", country=stays.country, subdivision=stays.subdivision)
    page = organiser.follow(organiser.visit(stage.page), "Add all members")
    assert gone.printed not in page.text.split("Who is added")[1]
    number = len(missing_members(stage.session, stage.event, stage.clock.now.date()))
    assert number > 20
    form = f"Add {number} delegations"
    organiser.submit(page, {"size": "4"}, button=form)
    organiser.submit(page, {"size": "4"}, button=form)  # pressed twice
    found = stage.delegations()
    assert len(found) == number + 1
    assert {each.size for each in found[1:]} == {4}
    assert stored_name(stays.printed) not in {each.folded_name for each in found}
    assert {each.subdivision for each in found} >= {"CA-QC"}
    assert "No further member to add" in organiser.visit(f"{stage.page}/members").text
    assert stage.letters() == []


def test_letters_are_shown_first_and_pressed_twice_are_sent_once(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    stage.added()
    stage.added(name="Québec", country="CA", subdivision="CA-QC", contact_name="")
    stage.added(name="No address", country="FR", contact_email="")
    page = organiser.follow(organiser.visit(stage.page), "Invite 2 by mail")
    note = {"note": "Names by 1 March."}
    page = organiser.submit(page, note, button="Show the letter with my note")
    assert "Names by 1 March." in page.text
    assert stage.letters() == []
    stage.clock.advance(minutes=1)
    organiser.submit(page, button="Send 2 letters")
    page = organiser.submit(page, button="Send 2 letters")
    assert "Nobody is left to write to." in page.text
    first, second = stage.letters()
    assert first.kind == "delegation_invitation"
    assert first.holds_secret
    assert "up to 2 people" in first.text
    assert link_in(first) != link_in(second)
    client.submit(client.visit(link_in(first)), button=ACCEPT)
    page = organiser.follow(organiser.visit(stage.page), "Remind 1 without an answer")
    stage.clock.advance(minutes=1)
    organiser.submit(page, button="Send 1 letter")
    organiser.submit(page, button="Send 1 letter")
    assert [each.kind for each in stage.letters()[2:]] == ["delegation_reminder"]
    client.expect_404(link_in(second))
    assert client.visit(link_in(stage.letters()[2])).heading == "Will you send a delegation?"


def test_a_substitute_is_approved_or_refused_with_one_letter(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    link = stage.invited()
    page = client.submit(client.visit(link), button=ACCEPT)
    client.submit(page, typed("Ana Souza", email="ana@example.org"), button=NAME)
    (delegation,) = stage.delegations()
    here = f"{stage.page}/{delegation.id}"
    ask = f"{link}/people/{stage.people()['Ana Souza'].id}/substitute"
    client.submit(client.visit(ask), typed("李明"), button="Ask for this person")
    page = organiser.visit(here)
    assert "A substitute to decide on" in page.text
    refused = f"{here}/people/{stage.people()['李明'].id}/refuse"
    for _ in range(2):
        organiser.submit(page, form=refused)
    assert stage.letters()[-1].subject.startswith("About your substitute")
    assert stage.people()["Ana Souza"].comes
    client.submit(client.visit(ask), typed("Ольга"), button="Ask for this person")
    page = organiser.visit(here)
    approved = f"{here}/people/{stage.people()['Ольга'].id}/approve"
    for _ in range(2):
        organiser.submit(page, form=approved)
    people = stage.people()
    assert (people["Ольга"].state, people["Ольга"].is_head) == (DelegateState.APPROVED, True)
    assert (people["Ana Souza"].state, people["Ana Souza"].is_head) == (
        DelegateState.WITHDRAWN,
        False,
    )
    assert [each.kind for each in stage.letters()] == [
        "delegation_invitation",
        *["delegation_substitute"] * 2,
    ]
    page = organiser.submit(organiser.visit(here), {"size": "1"}, button="Save")
    assert "1 of 1 person named" in page.text
    table = organiser.get(f"{stage.page}/people.csv").get_data(as_text=True)
    assert "New Zealand,New Zealand,Ольга" in table
    assert "Ana" not in table
    assert "Ольга" in organiser.visit(f"{here}/remove").text


def test_a_size_below_the_people_named_is_refused(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    page = client.submit(client.visit(stage.invited()), button=ACCEPT)
    for name in ("Ana Souza", "李明"):
        page = client.submit(page, typed(name), button=NAME)
    (delegation,) = stage.delegations()
    page = organiser.visit(f"{stage.page}/{delegation.id}")
    page = organiser.submit(page, {"size": "1"}, button="Save", status=422)
    assert "2 people are named already." in page.text
    assert stage.delegations()[0].size == 2


def test_who_comes_takes_part_and_gets_letters(stage: Stage, client: CheckingClient) -> None:
    person = stage.cast.newcomer
    page = client.submit(client.visit(stage.invited()), button=ACCEPT)
    client.submit(page, typed("Ana Souza", email=person.email.upper()), button=NAME)
    source, event = Delegations(), stage.event
    (found,) = source.addressees(stage.session, event).values()
    assert [each.email for each in found] == ["aroha.ngata@example.org", person.email]
    assert set(source.addressees(stage.session, event)) == {Group.DELEGATES}
    assert source.by_country(stage.session, event.id) == {"NZ": 1}
    assert source.attends(stage.session, event.id, person.id)
    proved = stage.session.get_one(Person, person.id)
    proved.email_verified_at = None
    stage.session.flush()
    assert not source.attends(stage.session, event.id, person.id)
    proved.email_verified_at = stage.clock.now
    (delegation,) = stage.delegations()
    delegation.status = DelegationStatus.DECLINED
    stage.session.commit()
    assert not source.attends(stage.session, event.id, person.id)
    assert source.addressees(stage.session, event) == {}
    assert source.by_country(stage.session, event.id) == {}


def test_the_next_edition_invites_anew_and_knows_nobody_by_name(
    stage: Stage, client: CheckingClient
) -> None:
    page = client.submit(client.visit(stage.invited()), {"remark": "Gladly."}, button=ACCEPT)
    client.submit(page, typed("Ana Souza"), button=NAME)
    assert CLONE_STEP.found(stage.session, stage.event) == "1 delegation"
    wish = CloneWish("Next dialogue", date(2028, 3, 20), steps=frozenset({CLONE_STEP.key}))
    with stage.app.test_request_context():
        organiser = stage.cast.icap_organiser
        draft = clone_event(stage.session, organiser, stage.clock.now, stage.event, wish)
        stage.session.commit()
    (again,) = [each for each in stage.delegations() if each.event_id == draft.id]
    assert (again.name, again.size, again.contact_email, again.status, again.remark) == (
        *("New Zealand", 2, "aroha.ngata@example.org", DelegationStatus.LISTED, ""),
    )
    assert (again.token_hash, again.invited_at, again.answered_at, again.people) == (
        *(None, None, None, []),
    )
    assert len(stage.people()) == 1


def test_a_list_of_three_hundred_is_searched_paged_and_costs_as_much_as_one(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.added()
    few = _statements(stage, organiser)
    now = stage.clock.now
    stage.session.add_all(
        Delegation(
            event_id=stage.event.id,
            name=f"Région {number}",
            folded_name=stored_name(f"Région {number}"),
            size=2,
            created_at=now,
            changed_at=now,
        )
        for number in range(300)
    )
    stage.session.commit()
    assert _statements(stage, organiser) == few
    page = organiser.visit(stage.page)
    assert "1–50 of 301" in page.text
    page = organiser.visit(f"{stage.page}?search=REGION+299")
    assert "Région 299" in page.text
    assert "Région 298" not in page.text
    assert "No delegation fits" in organiser.visit(f"{stage.page}?search=%25_").text


def _statements(stage: Stage, browser: CheckingClient) -> int:
    with statements_of(stage.session) as found:
        browser.visit(stage.page)
    return len(found)


@pytest.mark.parametrize(("access", "shown"), [(Access.INVITATION, True), (Access.OPEN, False)])
def test_the_tab_is_there_for_events_by_invitation_only(
    stage: Stage, organiser: CheckingClient, access: Access, shown: bool
) -> None:
    stage.event.access = access
    stage.session.commit()
    page = organiser.visit(f"/manage/events/{stage.event.slug}")
    assert (stage.page in page.links.values()) is shown
    public = f"/events/{stage.event.slug}"
    assert public in page.links.values()
    stage.event.access, stage.event.feed_detail = Access.INVITATION, FeedDetail.NOTHING
    assert public not in organiser.visit(f"/manage{public}").links.values()
