"""A delegation's own page: what it reads, answers and says of its people by its private link."""

from datetime import timedelta
from logging import makeLogRecord
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from courseapp.delegations.models import Delegate
from courseapp.delegations.rules import DelegateState, DelegationStatus
from courseapp.events.rules import EventStatus
from courseapp.materials.rules import Audience
from courseapp.web.discretion import HideSecrets
from tests.delegations.story import ACCEPT, DECLINE, NAME, PLACE, SITTING, Stage, typed
from tests.materials.story import CONTENT, given_file
from tests.support.checking_client import CheckingClient


def accepted(stage: Stage, client: CheckingClient, **changes: object) -> str:
    """Return the link of a delegation that accepted."""
    link = stage.invited(stage.added(**changes))
    client.submit(client.visit(link), button=ACCEPT)
    return link


def test_opening_the_link_changes_nothing_and_tells_what_the_public_is_not_told(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited(note="Names by 1 March, please.")
    assert "Names by 1 March, please." in stage.letters()[-1].text
    page = client.visit(link)
    assert page.heading == "Will you send a delegation?"
    for text in (
        *("New Zealand", PLACE, SITTING, "09:00", "08:00 – 09:30 UTC"),
        *("up to 2 people", stage.cast.icap_organiser.email),
    ):
        assert text in page.text
    assert stage.delegations()[0].status is DelegationStatus.INVITED
    assert client.post(f"{link}/people", data={"full_name": "Too early"}).status_code == 422
    assert stage.people() == {}


def test_it_accepts_names_its_people_and_changes_its_mind(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited()
    page = client.submit(client.visit(link), {"remark": "Gladly."}, button=ACCEPT)
    assert page.heading == "Your delegation"
    (delegation,) = stage.delegations()
    assert (delegation.status, delegation.remark) == (DelegationStatus.ACCEPTED, "Gladly.")
    client.submit(page, button="Save")  # the same answer again
    client.submit(page, button="We cannot come after all")
    page = client.visit(link)
    assert page.heading == "You have declined"
    page = client.submit(page, button=ACCEPT)
    assert stage.delegations()[0].status is DelegationStatus.ACCEPTED


def test_the_first_person_is_the_head_and_there_is_always_exactly_one(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client)
    page = client.submit(client.visit(link), typed("李明", position="Minister"), button=NAME)
    page = client.submit(page, typed("Ana Souza", is_head=True), button=NAME)
    people = stage.people()
    assert [people["李明"].is_head, people["Ana Souza"].is_head] == [False, True]
    assert "Name another person" not in page.text  # both seats are named
    own = f"{link}/people/{people['Ana Souza'].id}"
    page = client.submit(client.visit(own), {"is_head": False}, button="Save", status=422)
    assert "Make somebody else the head of the delegation first." in page.text
    assert client.post(f"{own}/withdraw").status_code == 303
    assert stage.people()["Ana Souza"].state is DelegateState.NAMED
    other = f"{link}/people/{people['李明'].id}"
    client.submit(client.visit(other), {"is_head": True}, button="Save")
    client.post(f"{own}/withdraw")
    client.post(f"{own}/withdraw")  # pressed twice
    people = stage.people()
    assert (people["李明"].is_head, people["Ana Souza"].state) == (True, DelegateState.WITHDRAWN)
    client.post(f"{other}/withdraw")
    assert [each for each in stage.people().values() if each.comes or each.is_head] == []


def test_no_more_people_than_seats_and_nothing_typed_is_lost(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client, size=1)
    first, second = client.visit(link), client.visit(link)
    page = client.submit(first, typed("", position="Minister", email="no"), button=NAME, status=422)
    assert "Enter the name of the person." in page.text
    assert (page.value("position"), page.value("email")) == ("Minister", "no")
    ana = typed("Ana Souza", email="Ana@Example.org")
    for each in (first, first):  # sent twice
        client.submit(each, ana, button=NAME)
    page = client.submit(second, typed("李明", position="Adviser"), button=NAME, status=422)
    assert "Your seat is taken." in page.text
    assert page.value("full_name") == "李明"
    assert {name: each.email for name, each in stage.people().items()} == {
        "Ana Souza": "ana@example.org"
    }


def test_of_two_tabs_that_change_a_person_the_second_is_told(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client)
    client.submit(client.visit(link), typed("Ana Souza"), button=NAME)
    own = f"{link}/people/{stage.people()['Ana Souza'].id}"
    first, second = client.visit(own), client.visit(own)
    stage.clock.advance(minutes=1)
    client.submit(first, {"position": "Minister"}, button="Save")
    page = client.submit(second, {"position": "Director"}, button="Save", status=422)
    assert "What is saved now" in page.text
    assert page.value("position") == "Director"
    client.submit(page, button="Save")
    assert stage.people()["Ana Souza"].position == "Director"


def test_a_substitute_is_asked_for_and_can_be_taken_back(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client, size=1)
    client.submit(client.visit(link), typed("Ana Souza"), button=NAME)
    ana = stage.people()["Ana Souza"]
    form = client.visit(f"{link}/people/{ana.id}/substitute")
    for _ in range(2):  # sent twice
        page = client.submit(form, typed("李明"), button="Ask for this person")
    assert "The organisers decide" in page.text
    again = client.submit(form, typed("Third"), button="Ask for this person", status=422)
    assert "You have asked for 李明 already" in again.text
    people = stage.people()
    assert (people["李明"].state, people["李明"].replaces_id) == (DelegateState.ASKED, ana.id)
    assert people["Ana Souza"].is_head
    client.post(f"{link}/people/{people['李明'].id}/withdraw")
    assert stage.people()["李明"].state is DelegateState.WITHDRAWN
    client.submit(form, typed("Third"), button="Ask for this person")
    client.post(f"{link}/people/{ana.id}/withdraw")  # takes the request along
    assert not any(each.comes for each in stage.people().values())
    assert stage.people()["Third"].state is DelegateState.WITHDRAWN


def test_once_the_event_has_begun_the_list_is_closed_and_the_papers_stay(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client)
    client.submit(client.visit(link), typed("Ana Souza"), button=NAME)
    stage.clock.advance(days=22)
    page = client.visit(link)
    assert "The event has begun." in page.text
    assert NAME not in page.text
    refused = client.post(f"{link}/people", data={"full_name": "Late"})
    assert refused.status_code == 422
    assert list(stage.people()) == ["Ana Souza"]


def test_papers_open_by_the_link_once_their_embargo_is_over_and_for_nobody_else(
    stage: Stage, client: CheckingClient
) -> None:
    about = (stage.app, stage.session, stage.cast.icap_organiser, stage.clock.now, stage.event)
    hour = (stage.clock.now + timedelta(hours=3)).replace(tzinfo=None)
    later: dict[str, Any] = {"visible_from_local": hour, "visible_from_zone": "UTC"}
    paper = given_file(*about, visible_to=Audience.DELEGATIONS, title="Background")
    bait = given_file(*about, visible_to=Audience.DELEGATIONS, title="Embargo", **later)
    inside = given_file(*about, visible_to=Audience.ORGANISERS, title="Inside")
    link = stage.invited()
    page = client.visit(link)
    assert "Embargo" not in page.text
    assert "Inside" not in page.text
    answer = client.get(page.link("Background"), buffered=True)
    assert (answer.data, answer.headers["Cache-Control"]) == (CONTENT, "no-store")
    for each in (bait, inside):
        assert client.get(f"{link}/materials/{each.key}").status_code == 404
    assert client.get(f"/materials/{paper.key}").status_code == 404
    stage.clock.advance(hours=3)
    assert client.get(f"{link}/materials/{bait.key}", buffered=True).data == CONTENT
    client.submit(client.visit(link), button=DECLINE)
    assert client.get(f"{link}/materials/{paper.key}").status_code == 404
    assert "Background" not in client.visit(link).text


def test_the_address_is_given_to_nobody(stage: Stage, client: CheckingClient) -> None:
    link = accepted(stage, client)
    for path in (link, "/delegation/nothing"):
        answer = client.get(path)
        told = [answer.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")]
        assert (told, answer.headers["Cache-Control"]) == (["no-referrer", "noindex"], "no-store")
    secret = link.rpartition("/")[2]
    assert len(secret) == 32  # 192 bits
    assert stage.delegations()[0].token_hash not in {None, secret}
    told_by_log = makeLogRecord({"msg": "Exception on %s", "args": (f"{link}/people",)})
    assert HideSecrets().filter(told_by_log)
    assert told_by_log.getMessage() == "Exception on /delegation/…/people"
    calendar = client.get(f"{link}/calendar.ics").get_data(as_text=True).replace("\r\n ", "")
    assert SITTING in calendar
    assert secret not in calendar


def test_a_replaced_an_unknown_and_an_old_link_open_nothing(
    stage: Stage, client: CheckingClient, app: Flask
) -> None:
    delegation = stage.added()
    old = stage.invited(delegation)
    stage.clock.advance(minutes=1)
    new = stage.invited(delegation)
    assert client.expect_404(old).heading == "This link does not work"
    assert client.post(old, data={"answer": "accept"}).status_code == 404
    assert client.get("/delegation/%00").status_code == 404
    keeps_nothing = app.test_client(use_cookies=False)
    assert keeps_nothing.post(new, data={"answer": "accept"}).status_code == 303
    assert keeps_nothing.post(new, data={"answer": "maybe"}).status_code == 400
    stage.clock.advance(days=63)  # 30 days after Fri 2 Apr and some
    assert client.visit(new, status=410).heading == "This link has ended"
    assert client.post(new, data={"answer": "decline"}).status_code == 404
    assert client.get(f"{new}/calendar.ics").status_code == 404


def test_nobody_reaches_the_people_of_another_delegation(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client)
    client.submit(client.visit(link), typed("Ana Souza"), button=NAME)
    ana = stage.people()["Ana Souza"]
    other = accepted(stage, client, name="Québec", country="CA", subdivision="CA-QC")
    for tail in ("", "/substitute"):
        client.expect_404(f"{other}/people/{ana.id}{tail}")
        data = {"full_name": "Mallory"}
        assert client.post(f"{other}/people/{ana.id}{tail}", data=data).status_code == 404
    assert client.post(f"{other}/people/{ana.id}/withdraw").status_code == 404
    assert list(stage.people()) == ["Ana Souza"]
    assert ana.comes


def test_a_cancelled_event_asks_nothing(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    page = client.visit(link)
    stage.event.status, stage.event.cancelled_at = EventStatus.CANCELLED, stage.clock.now
    stage.session.commit()
    page = client.submit(page, button=ACCEPT, status=422)
    assert page.heading == "This event is cancelled"
    assert stage.delegations()[0].status is DelegationStatus.INVITED


def test_the_database_refuses_a_second_head_and_a_person_twice(
    stage: Stage, client: CheckingClient
) -> None:
    link = accepted(stage, client)
    client.submit(client.visit(link), typed("Ana Souza"), button=NAME)
    (delegation,) = stage.delegations()
    now = stage.clock.now
    common = {"delegation_id": delegation.id, "named_at": now, "changed_at": now}
    for wrong in (
        {"full_name": "B", "folded_name": "b", "is_head": True},
        {"full_name": "ANA SOUZA", "folded_name": "ana souza", "is_head": False},
    ):
        again = insert(Delegate).values(**common, **wrong, state=DelegateState.NAMED)
        with pytest.raises(IntegrityError), stage.session.begin_nested():
            stage.session.execute(again)
