"""A speaker's own pages: what she sees, says and hands in by her private link."""

from collections.abc import Mapping
from datetime import timedelta
from logging import makeLogRecord

from flask import Flask
from sqlalchemy import select

from courseapp.events.names import folded_name
from courseapp.events.rules import EventStatus, Presence
from courseapp.materials.models import Material
from courseapp.materials.rules import Audience
from courseapp.speakers.asking import mark
from courseapp.speakers.plans import ProfilePlan
from courseapp.speakers.queries import availability_of
from courseapp.speakers.rules import EngagementAction, EngagementStatus, Window
from courseapp.web.discretion import HideSecrets
from tests.speakers.story import MAI, PNG, Stage, window
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value
from tests.support.uploads import pdf, upload

YES, ADD = "Yes, I will speak", "Add this time"
PDF = pdf("slides")


def test_opening_the_link_changes_nothing_and_tells_her_times_three_ways(
    stage: Stage, client: CheckingClient
) -> None:
    page = client.visit(stage.invited())
    assert page.heading == "Will you speak at this event?"
    for text in (
        "Mon 22 Mar 2027, 15:00 – 16:30 UTC+07:00",
        "Mon 22 Mar 2027, 09:00 – 10:30 CET",
        "Mon 22 Mar 2027, 08:00 – 09:30 UTC",
        "Set the cap",
        "Sala Rossa",
        "mariana.costa@example.org",
    ):
        assert text in page.text
    assert "Not yet final" not in page.text
    assert stage.engagements()[0].status is EngagementStatus.INVITED


def test_she_confirms_and_says_how_and_whether_she_is_shown(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited()
    said: Mapping[str, Value] = {
        "presence": "online",
        "is_public": True,
        "remark": "I need a projector.",
    }
    page = client.submit(client.visit(link), said, button=YES)
    assert page.heading == "Thank you for speaking"
    (engagement,) = stage.engagements()
    assert engagement.status is EngagementStatus.CONFIRMED
    assert (engagement.presence, engagement.is_public) == (Presence.ONLINE, True)
    assert engagement.remark == "I need a projector."
    page = client.submit(page, {"remark": "No projector after all."}, button="Save")
    page = client.submit(page, button="I cannot come after all")
    assert page.heading == "You have declined"
    (engagement,) = stage.engagements()
    assert (engagement.status, engagement.is_public) == (EngagementStatus.DECLINED, False)
    assert engagement.remark == "No projector after all."
    page = client.submit(page, button=YES)
    assert stage.engagements()[0].status is EngagementStatus.CONFIRMED


def test_pressed_twice_in_two_tabs_it_is_one_answer(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    first, second = client.visit(link), client.visit(link)
    client.submit(first, button=YES)
    page = client.submit(second, button=YES)
    assert page.heading == "Thank you for speaking"


def test_it_works_in_a_program_that_keeps_no_cookies(stage: Stage, app: Flask) -> None:
    link = stage.invited()
    keeps_nothing = app.test_client(use_cookies=False)
    answer = keeps_nothing.post(link, data={"answer": "confirm"})
    assert (answer.status_code, answer.location) == (303, link)
    assert stage.engagements()[0].status is EngagementStatus.CONFIRMED
    assert keeps_nothing.post(link, data={"answer": "maybe"}).status_code == 400


def test_the_address_is_given_to_nobody(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    for path in (link, f"{link}/times", f"{link}/profile", "/speak/nothing"):
        answer = client.get(path)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "no-store"
    secret = link.rpartition("/")[2]
    assert len(secret) >= 32
    assert stage.engagements()[0].token_hash not in {None, secret}
    told = makeLogRecord({"msg": "Exception on %s [POST]", "args": (f"{link}/profile",)})
    assert HideSecrets().filter(told)
    assert told.getMessage() == "Exception on /speak/…/profile [POST]"


def test_a_replaced_an_unknown_and_somebody_elses_link_open_nothing_of_hers(
    stage: Stage, client: CheckingClient
) -> None:
    engagement = stage.added()
    old = stage.invited(engagement)
    stage.clock.advance(minutes=1)
    new = stage.invited(engagement)
    other = stage.invited(stage.added(ProfilePlan("José García", email="jose@example.org")))
    assert client.expect_404(old).heading == "This link does not work"
    assert client.post(old, data={"answer": "confirm"}).status_code == 404
    client.expect_404("/speak/unknown")
    assert client.get("/speak/%00").status_code == 404
    client.submit(client.visit(f"{new}/times"), window("2027-03-22", "14:00", "18:00"), button=ADD)
    (kept,) = stage.engagements()[0].windows
    client.submit(
        client.visit(f"{other}/times"), window("2027-03-23", "14:00", "18:00"), button=ADD
    )
    client.post(f"{other}/times/{kept.id}/remove")
    assert len(stage.engagements()[0].windows) == 1


def test_the_link_ends_some_weeks_after_the_event_and_with_the_invitation(
    stage: Stage, client: CheckingClient
) -> None:
    engagement = stage.added()
    link = stage.invited(engagement)
    start = stage.clock.now
    stage.clock.advance(days=62)  # Sun 2 May: 30 days after Fri 2 Apr
    client.visit(link)
    stage.clock.advance(days=1)
    assert client.visit(link, status=410).heading == "This link has ended"
    assert client.post(link, data={"answer": "confirm"}).status_code == 404
    stage.clock.set(start + timedelta(minutes=1))
    with stage.app.test_request_context():
        organiser = stage.cast.icap_organiser
        mark(stage.session, organiser, stage.clock.now, engagement, EngagementAction.WITHDRAW)
        stage.session.commit()
    assert client.visit(link, status=410).heading == "This invitation was taken back"
    assert client.post(link, data={"answer": "confirm"}).status_code == 404


def test_she_says_when_she_can_by_her_own_clock(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    page = client.visit(f"{link}/times")
    assert page.value("zone") == "Asia/Ho_Chi_Minh"
    page = client.submit(page, window("2027-03-22", "18:00", "17:00"), button=ADD, status=422)
    assert "Enter the end after the start" in page.text
    assert page.value("starts") == "18:00"
    for _ in range(2):  # the same time twice is once
        page = client.submit(page, window("2027-03-22", "18:00", "20:00"), button=ADD)
    page = client.submit(page, {"day": "2027-03-24", "starts": "", "ends": ""}, button=ADD)
    assert "Wed 24 Mar 2027, the whole day (UTC+07:00)" in page.text
    assert "Outside the times you gave" in page.text
    found = availability_of(stage.session, stage.event)
    first, whole_day = found[folded_name(MAI)]
    assert isinstance(first, Window)
    assert first.ends_at - first.starts_at == timedelta(hours=2)
    assert whole_day.ends_at - whole_day.starts_at == timedelta(days=1)
    page = client.submit(page, form=f"{link}/times/{stage.engagements()[0].windows[0].id}/remove")
    assert len(stage.engagements()[0].windows) == 1
    skipped = window("2027-03-28", "02:30", "04:00", "Europe/Rome")
    page = client.submit(page, skipped, button=ADD, status=422)
    assert "02:30 does not exist" in page.text


def test_she_writes_her_profile_in_two_languages_with_a_photo(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited()
    page = client.visit(f"{link}/profile")
    page = client.submit(
        page,
        {
            "title": "Director",
            "languages": "Vietnamese, French",
            "biography_1": "Leads the carbon market.",
            "language_1": "English",
            "photo": upload(PNG, "me.png"),
        },
    )
    page = client.visit(f"{link}/profile")
    page = client.submit(page, {"biography_2": "Elle dirige.", "language_2": "English"}, status=422)
    assert "There is a text in this language already" in page.text
    client.submit(page, {"language_2": "French"})
    (engagement,) = stage.engagements()
    texts = [(each.language, each.text) for each in engagement.profile.biographies]
    assert texts == [("en", "Leads the carbon market."), ("fr", "Elle dirige.")]
    assert engagement.profile.name == MAI
    assert engagement.profile.email == "mai.tran@example.org"
    assert client.get(f"{link}/photo", buffered=True).data == PNG
    page = client.submit(client.visit(f"{link}/profile"), {"without_photo": True})
    assert client.get(f"{link}/photo").status_code == 404


def test_slides_go_to_the_organisers_first_and_only_for_her_own_sessions(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited()
    address = f"{link}/slides/{stage.sitting.id}"
    page = client.submit(client.visit(address), {"document": upload(b"MZ", "x.exe")}, status=422)
    assert "The content of this file is not" in page.text
    for _ in range(2):  # the same file twice is once
        page = client.submit(page, {"document": upload(PDF, "cap.pdf")})
    assert "cap.pdf" in page.text
    (material,) = stage.session.scalars(select(Material)).all()
    assert (material.visible_to, material.is_offered_by_speaker) == (Audience.ORGANISERS, True)
    assert (material.session_id, material.added_by) == (stage.sitting.id, MAI)
    other = stage.invited(stage.added(ProfilePlan("Ana Souza", email="ana@example.org")))
    client.expect_404(f"{other}/slides/{stage.sitting.id}")
    assert "cap.pdf" not in client.visit(other).text


def test_a_cancelled_event_asks_nothing(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    page = client.visit(link)
    stage.event.status, stage.event.cancelled_at = EventStatus.CANCELLED, stage.clock.now
    stage.session.commit()
    page = client.submit(page, button=YES, status=422)
    assert page.heading == "This event is cancelled"
    assert stage.engagements()[0].status is EngagementStatus.INVITED


def test_what_the_programme_does_not_publish_yet_is_marked(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.invited()
    stage.clock.advance(hours=1)
    stage.sitting.title = "Set the cap and the floor"
    stage.sitting.changed_at = stage.clock.now
    stage.session.commit()
    page = client.visit(link)
    assert "Set the cap and the floor" in page.text
    assert "Not yet final" in page.text
    assert "Changed since we last wrote" in page.text
