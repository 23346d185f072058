"""An organiser says who may nominate, adds focal points, writes to them, and reads the lists."""

from datetime import date, timedelta

import pytest

from courseapp.events.names import stored_name
from courseapp.events.rules import Access, EventStatus
from courseapp.initiatives.models import Contact
from courseapp.nominations.admission import need_of
from courseapp.nominations.listing import missing_members
from courseapp.nominations.models import Quota
from courseapp.nominations.plans import PointPlan
from courseapp.nominations.rules import Need, NominationState, PointStatus
from tests.events.conftest import statements_of
from tests.nominations.story import NAME, Stage, link_in, typed
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

TYPED = {
    "name": "State of California",
    "place": "California, USA",
    "size": "3",
    "until_on": "2027-03-31",
}


def test_an_organiser_adds_changes_and_removes_a_jurisdiction(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(stage.page)
    assert "Nobody may nominate yet" in page.text
    page = organiser.follow(page, "Add a jurisdiction")
    assert page.value("until_on") == "2027-04-01"
    wrong = {**TYPED, "size": "0", "until_on": "2027-04-16", "place": "Californa"}
    page = organiser.submit(page, wrong, button="Add", status=422)
    assert "Enter a whole number from 1 to 200." in page.text
    assert "We know no country “Californa”" in page.text
    page = organiser.submit(page, {**TYPED, "until_on": "2027-04-16"}, button="Add", status=422)
    assert "Applications close on Thu 15 Apr 2027, 23:59 CEST" in page.text
    page = organiser.submit(page, TYPED, button="Add")
    assert page.heading == "State of California"
    assert "0 of 3 people nominated · until Wed 31 Mar 2027, 23:59 CEST" in page.text
    (found,) = stage.quotas()
    assert (found.country, found.subdivision, found.until_on) == ("US", "US-CA", date(2027, 3, 31))
    new = organiser.visit(f"{stage.page}/new")
    again = organiser.submit(
        new, {**TYPED, "name": "state of  CALIFORNIA"}, button="Add", status=422
    )
    assert "is on the list already" in again.text
    other = organiser.visit(f"{stage.page}/{found.id}")
    stage.clock.advance(minutes=1)
    organiser.submit(page, {"size": "4"}, button="Save")
    told = organiser.submit(other, {"size": "5"}, button="Save", status=422)
    assert "Somebody else saved this" in told.text
    assert told.value("size") == "5"
    page = organiser.follow(organiser.visit(f"{stage.page}/{found.id}"), "Take off the list")
    organiser.submit(page, button="Take off the list")
    assert stage.quotas() == []
    assert stage.letters() == []


def test_all_members_of_the_record_come_onto_the_list_once(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.quota(name="Already here", country="DE")
    number = len(missing_members(stage.session, stage.event, stage.clock.now))
    assert number > 20
    page = organiser.follow(organiser.visit(stage.page), "Add all members")
    form = f"Add {number} jurisdictions"
    for _ in range(2):  # pressed twice
        organiser.submit(page, {"size": "1", "until_on": "2027-03-20"}, button=form)
    found = stage.quotas()
    assert len(found) == number + 1
    assert {(each.size, each.until_on) for each in found[1:]} == {(1, date(2027, 3, 20))}
    assert "Germany" not in {each.name for each in found}
    assert "No further member to add" in organiser.visit(f"{stage.page}/members").text


def test_focal_points_are_added_by_hand_or_from_the_contacts_of_the_initiative(
    stage: Stage, organiser: CheckingClient
) -> None:
    now, initiative = stage.clock.now, stage.event.initiative_id
    stage.session.add_all(
        Contact(initiative_id=initiative, name=name, role=role, email=email, added_at=now)
        for name, role, email in (
            ("Aaron", "Chair", "aaron@example.org"),
            ("Sela", "Focal point, Tonga", "Sela@mfa.example.org"),
            ("No address", "Tonga", ""),
        )
    )
    quota = stage.quota()
    page = organiser.visit(f"{stage.page}/{quota.id}")
    offered = [option.get_text() for option in page.soup.select("#contact option")]
    assert [each.split(",")[0] for each in offered][:3] == [
        "Nobody of them: enter an address",
        "Sela",
        "Aaron",
    ]
    chosen = str(page.soup.select("#contact option")[1]["value"])
    page = organiser.submit(page, {"contact": chosen}, form=f"{stage.page}/{quota.id}/points")
    organiser.submit(
        page,
        {"point_email": "Second@Example.org"},
        form=f"{stage.page}/{quota.id}/points",
    )
    again = organiser.submit(
        page,
        {"point_email": "second@example.org"},
        form=f"{stage.page}/{quota.id}/points",
        status=422,
    )
    assert "is a focal point of Tonga already" in again.text
    empty = organiser.submit(page, form=f"{stage.page}/{quota.id}/points", status=422)
    assert "Enter the e-mail address." in empty.text
    points = stage.quotas()[0].points
    assert [(each.name, each.email) for each in points] == [
        ("Sela", "sela@mfa.example.org"),
        ("", "second@example.org"),
    ]
    assert stage.letters() == []


def test_letters_are_shown_first_and_pressed_twice_are_sent_once(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    tonga, fiji = stage.quota(), stage.quota(name="Fiji", country="FJ", size=1)
    stage.point(tonga)
    stage.point(tonga, PointPlan("other@mfa.example.org"))
    stage.point(fiji, PointPlan("fiji@example.org", "Ana"))
    page = organiser.follow(organiser.visit(stage.page), "Ask 3 focal points by mail")
    note = {"note": "We look for people who write laws."}
    page = organiser.submit(page, note, button="Show the letter with my note")
    assert "We look for people who write laws." in page.text
    assert "Fiji may nominate 1 person" in page.text
    assert stage.letters() == []
    stage.clock.advance(minutes=1)
    for _ in range(2):
        told = organiser.submit(page, button="Send 3 letters")
    assert "Nobody is left to write to." in told.text
    first, second, third = stage.letters()
    assert (first.kind, first.holds_secret) == ("nomination_request", True)
    assert "Wed 31 Mar 2027, 23:59 CEST" in second.text
    assert len({link_in(each) for each in (first, second, third)}) == 3
    client.submit(client.visit(link_in(first)), typed("Ana", "ana@example.org"), button=NAME)
    page = organiser.follow(organiser.visit(stage.page), "Remind 2 who may name more")
    stage.clock.advance(minutes=1)
    for _ in range(2):
        organiser.submit(page, button="Send 2 letters")
    kinds = [each.kind for each in stage.letters()]
    assert kinds.count("nomination_reminder") == 2
    client.expect_404(link_in(second))
    assert client.visit(link_in(stage.letters("nomination_reminder")[0])).heading == (
        "Nominate people"
    )


def test_a_link_is_replaced_taken_back_and_dies_with_a_new_address(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    first = stage.asked()
    (quota,) = stage.quotas()
    here = f"{stage.page}/{quota.id}/points/{quota.points[0].id}"
    page = organiser.visit(f"{stage.page}/{quota.id}")
    letter = organiser.follow(page, "Remind, with a new link")
    stage.clock.advance(minutes=1)
    for _ in range(2):  # pressed twice: the second time, what was shown is not any more
        organiser.send(letter, button="Send 1 letter")
    assert len(stage.letters()) == 2
    second = link_in(stage.letters()[-1])
    client.expect_404(first)
    client.visit(second)
    for _ in range(2):
        organiser.submit(page, form=f"{here}/revoke")
    client.expect_404(second)
    assert client.post(f"{second}/people", data=typed("Ana", "a@example.org")).status_code == 404
    assert stage.quotas()[0].points[0].status is PointStatus.REVOKED
    stage.write_to(stage.quotas()[0].points[0])
    third = link_in(stage.letters()[-1])
    client.visit(third)
    page = organiser.submit(
        organiser.visit(here), {"point_email": "new@mfa.example.org"}, button="Save"
    )
    assert "Not asked yet" in page.text
    client.expect_404(third)
    organiser.submit(organiser.visit(here), button="Remove this focal point")
    assert stage.quotas()[0].points == []
    assert stage.people() == {}


def test_nobody_is_written_to_before_people_can_apply(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.event.status = EventStatus.DRAFT
    quota = stage.quota()
    point = stage.point(quota)
    page = organiser.visit(stage.page)
    assert "Nobody can apply for this event yet" in page.text
    assert f"{stage.page}/letters/invite" not in page.links.values()
    letter = organiser.visit(f"{stage.page}/{quota.id}/points/{point.id}/letter")
    refused = organiser.submit(letter, button="Send 1 letter", status=422)
    assert "Publish it with a deadline for applications first" in refused.text
    assert stage.letters() == []


def test_organisers_nominate_for_a_jurisdiction_and_withdraw_whom_it_named(
    stage: Stage, as_person: AsPerson, client: CheckingClient
) -> None:
    link = stage.asked()
    client.submit(client.visit(link), typed("Ana", "ana@example.org"), button=NAME)
    (quota,) = stage.quotas()
    here = f"{stage.page}/{quota.id}"
    stage.clock.advance(days=32)  # after the last day, before the deadline
    organiser = as_person(stage.cast.icap_organiser)
    assert "Nominate another person" not in client.visit(link).text
    page = organiser.visit(here)
    person = typed("李明", "li@example.org", reason="A letter on paper.")
    for _ in range(2):
        organiser.submit(page, person, form=f"{here}/people")
    assert stage.ranks() == ["Ana", "李明"]
    full = organiser.submit(
        page, typed("Third", "t@example.org"), form=f"{here}/people", status=422
    )
    assert "All 2 nominations are used." in full.text
    small = organiser.submit(organiser.visit(here), {"size": "1"}, button="Save", status=422)
    assert "2 people are named already." in small.text
    ana = stage.people()["Ana"]
    confirm = organiser.visit(f"{here}/people/{ana.id}/withdraw")
    for _ in range(2):
        organiser.submit(confirm, button="Withdraw")
    assert stage.people()["Ana"].state is NominationState.WITHDRAWN
    assert stage.ranks() == ["李明"]
    assert [each.to_address for each in stage.letters("nomination_withdrawn")] == [
        "ana@example.org"
    ]
    told = organiser.submit(
        organiser.visit(here), form=f"{here}/people/{stage.people()['李明'].id}/again"
    )
    assert "Please wait half a day" in told.text


def test_the_choice_who_may_apply_is_kept(stage: Stage, organiser: CheckingClient) -> None:
    assert need_of(stage.session, stage.event.id) is Need.OPEN
    page = organiser.visit(stage.page)
    for _ in range(2):
        page = organiser.submit(page, {"need": "only"}, form=f"{stage.page}/rule")
    assert page.soup.select_one('input[name="need"][value="only"][checked]')
    stage.session.expire_all()
    assert need_of(stage.session, stage.event.id) is Need.ONLY
    assert (
        organiser.post(
            f"{stage.page}/rule", data={"csrf_token": page.value("csrf_token"), "need": "nobody"}
        ).status_code
        == 422
    )


def test_lists_of_hundreds_are_filtered_searched_paged_and_cost_as_much_as_one(
    stage: Stage, organiser: CheckingClient
) -> None:
    quota = stage.quota()
    stage.point(quota)
    stage.nominated(quota, "ana@example.org", "Ana Šťastná")
    few = [_statements(stage, organiser, path) for path in ("", "/people")]
    now = stage.clock.now
    more = [
        Quota(
            event_id=stage.event.id,
            name=f"Région {number}",
            folded_name=stored_name(f"Région {number}"),
            size=2,
            used=0,
            until_on=date(2027, 3, 31),
            created_at=now,
            changed_at=now,
        )
        for number in range(120)
    ]
    stage.session.add_all(more)
    stage.session.commit()
    for number, each in enumerate(more[:60]):
        stage.nominated(each, f"p{number}@example.org", f"Person {number}")
    assert [_statements(stage, organiser, path) for path in ("", "/people")] == few
    assert "1–50 of 121" in organiser.visit(stage.page).text
    assert "Région 119" in organiser.visit(f"{stage.page}?search=REGION+119").text
    assert "No jurisdiction fits" in organiser.visit(f"{stage.page}?search=%25_").text
    page = organiser.visit(f"{stage.page}/people")
    assert "1–50 of 61" in page.text
    found = organiser.visit(f"{stage.page}/people?search=stastna").text
    assert "Ana Šťastná" in found
    assert "Person 1" not in found
    assert "1 of 1" in organiser.visit(f"{stage.page}/people?quota={more[3].id}").text
    assert "Nobody fits" in organiser.visit(f"{stage.page}/people?standing=confirmed").text
    table = organiser.get(f"{stage.page}/people.csv?search=stastna")
    assert table.headers["Cache-Control"] == "no-store"
    assert table.get_data(as_text=True).count("\r\n") == 2


def _statements(stage: Stage, browser: CheckingClient, path: str) -> int:
    with statements_of(stage.session) as found:
        browser.visit(f"{stage.page}{path}")
    return len(found)


@pytest.mark.parametrize(("access", "shown"), [(Access.APPLICATION, True), (Access.OPEN, False)])
def test_the_tab_is_there_for_events_that_one_applies_for(
    stage: Stage, organiser: CheckingClient, access: Access, shown: bool
) -> None:
    stage.event.access = access
    stage.session.commit()
    page = organiser.visit(f"/manage/events/{stage.event.slug}")
    assert (stage.page in page.links.values()) is shown


def test_what_an_organiser_typed_after_her_sign_in_ended_is_there_again(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    page = organiser.visit(f"{stage.page}/new")
    stage.clock.now += timedelta(days=15)
    answer = organiser.send(page, TYPED, button="Add", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")
    assert stage.quotas() == []
