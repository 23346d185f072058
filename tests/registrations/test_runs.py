"""A webinar that is held twice: she says which time suits her, and meets only that one."""

import pytest

from courseapp.applications.rules import Status
from courseapp.events.ports.chosen_runs import numbers_by_run
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import RepeatRule
from courseapp.events.sessions.scheduling import cancel_session
from courseapp.registrations.models import ChosenRun
from tests.registrations.story import FIRST, JOIN, SECOND, Webinar
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

LOME, MEXICO = "Africa/Lome", "America/Mexico_City"


@pytest.mark.parametrize(("zone", "chosen"), [(LOME, 0), (MEXICO, 1), ("", None)])
def test_the_run_of_her_daytime_is_chosen_for_her_where_her_zone_is_known(
    client: CheckingClient, webinar: Webinar, zone: str, chosen: int | None
) -> None:
    both = webinar.repeated()
    if zone:
        client.set_cookie("zone", zone)
    page = client.visit(webinar.page)

    checked = [str(each["value"]) for each in page.soup.select("input[type=radio][checked]")]
    assert checked == ([] if chosen is None else [str(both[chosen])])
    assert ("Suits your zone best" in page.text) == bool(zone)
    assert "Mon 15 Mar 2027, 20:00 – 22:30 JST" in page.text
    assert "Tue 16 Mar 2027, 23:00 – Wed 17 Mar, 01:30 UTC" in page.text


def test_she_must_choose_and_meets_only_the_run_that_she_chose(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    first, second = webinar.repeated()
    page = webinar.register(client, status=422)
    assert "Choose one of the times." in page.text
    assert page.value("full_name") == "Afi"

    webinar.register(client, run_1=str(second))
    letter = webinar.letters()[0]
    assert "Wed 17 Mar 2027, 08:00 – 10:30 JST" in letter.text
    assert "20:00" not in letter.text

    own = client.visit(webinar.link())
    assert f'href="{SECOND["join_link"]}"' in own.html
    assert f'href="{JOIN}"' not in own.html
    feed = client.get(f"{webinar.link()}/calendar.ics").get_data(as_text=True)
    assert feed.count("BEGIN:VEVENT") == 1
    assert "DTSTART;TZID=Asia/Tokyo:20270317T080000" in feed

    moved = client.submit(own, {"run_1": str(first)}, button="Save my choice")
    assert "Your choice is saved." in moved.text
    assert f'href="{JOIN}"' in moved.html
    with webinar.app.app_context():
        assert numbers_by_run(webinar.session, webinar.event) == {first: 1}


def test_the_page_of_who_signs_in_shows_her_run_only(as_person: AsPerson, webinar: Webinar) -> None:
    _first, second = webinar.repeated()
    browser = as_person(webinar.cast.newcomer)
    page = browser.visit(webinar.page)
    webinar.clock.advance(seconds=2)
    browser.submit(page, {"full_name": "T", "run_1": str(second)}, button="Register")
    taking_part = browser.visit(f"/events/{webinar.event.slug}/take-part")
    assert str(SECOND["join_link"]) in taking_part.html
    assert f'href="{JOIN}"' not in taking_part.html


def test_where_she_may_attend_any_run_nothing_is_asked_and_all_are_hers(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.repeated(RepeatRule.ANY)
    webinar.register(client)
    own = client.visit(webinar.link())
    assert all(str(each["join_link"]) in own.html for each in (FIRST, SECOND))


def test_a_run_of_another_event_or_one_that_is_over_is_not_taken(
    client: CheckingClient, webinar: Webinar
) -> None:
    first, second = webinar.repeated()
    client.set_cookie("zone", LOME)
    page = client.visit(webinar.page)
    webinar.clock.advance(seconds=5)
    fields = dict(page.form(button="Register").fill({}, "Register").fields)
    for run in ("999999", "1e3", "-1", "٣", "9" * 30, ""):
        typed = {**fields, "full_name": "Afi", "email": "afi@example.org", "run_1": run}
        answer = client.post(webinar.page, data=typed)
        assert answer.status_code == 422, run

    webinar.clock.set(webinar.clock.now.replace(day=16))
    page = client.visit(webinar.page)
    assert str(first) not in [each["value"] for each in page.soup.select("input[type=radio]")]
    webinar.register(client, run_1=str(second))
    assert webinar.standing() == {"afi": Status.CONFIRMED}


def test_when_her_run_is_cancelled_the_other_is_open_to_her(
    client: CheckingClient, webinar: Webinar
) -> None:
    first, _second = webinar.repeated()
    webinar.register(client, run_1=str(first))
    chosen = webinar.session.query(ChosenRun).one()
    organiser, event = webinar.cast.icap_organiser, webinar.event
    sitting = next(each for each in event.sessions if each.id == chosen.session_id)
    cancel_session(webinar.session, organiser, webinar.clock.now, sitting)
    publish_programme(webinar.session, organiser, webinar.clock.now, event)
    webinar.session.commit()
    own = client.visit(webinar.link())
    assert str(SECOND["join_link"]) in own.html
