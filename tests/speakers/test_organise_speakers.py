"""The organisers' pages: from a name in the programme to somebody who was asked."""

from collections.abc import Mapping

import pytest
from sqlalchemy import event, select

from courseapp.events.models import Event
from courseapp.events.rules import EventStatus, Presence
from courseapp.extensions import db
from courseapp.scenarios.cast import Cast, Part
from courseapp.speakers.models import SpeakerProfile
from courseapp.speakers.plans import ProfilePlan
from courseapp.speakers.profiles import change_speaker, state_of
from courseapp.speakers.rules import EngagementStatus
from tests.events.story import published
from tests.speakers.story import MAI, PLAN, PNG, Stage
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value
from tests.support.people import AsPerson
from tests.support.uploads import upload


def test_who_is_named_in_a_session_is_made_a_speaker_by_one_press_and_invited(
    stage: Stage, organiser: CheckingClient
) -> None:
    page = organiser.visit(stage.page)
    assert page.text.count("Not invited yet Named in the programme") == 2
    names = [str(each["value"]) for each in page.soup.select("form[action$=adopt] [name=name]")]
    pressed = {"csrf_token": page.value("csrf_token"), "name": names[names.index(MAI)]}
    for _ in range(2):  # a second press finds her
        assert organiser.post(f"{stage.page}/adopt", data=pressed).status_code == 303
    (engagement,) = stage.engagements()
    assert (engagement.profile.name, engagement.profile.organisation) == (
        MAI,
        "Ministry of Environment",
    )
    page = organiser.visit(f"{stage.page}/{engagement.id}")
    assert "Not invited yet" in page.text
    assert "Set the cap" in page.text
    page = organiser.submit(
        page,
        {"email": "Mai.Tran@example.org", "country": "VN", "languages": "Vietnamese, english"},
        button="Save",
    )
    page = organiser.follow(page, "Invite by mail")
    page = organiser.submit(page, {"note": "We liked your paper."}, button="preview")
    assert "We liked your paper." in page.text
    assert stage.letters() == []
    page = organiser.submit(page, button="Send 1 letter")
    assert "mai.tran@example.org" in page.text
    (engagement,) = stage.engagements()
    assert engagement.status is EngagementStatus.INVITED
    assert [each.language for each in engagement.profile.languages] == ["vi", "en"]
    (letter,) = stage.letters("speaker_invitation")
    assert letter.to_address == "mai.tran@example.org"


def test_a_letter_sent_twice_from_two_tabs_goes_once(
    stage: Stage, organiser: CheckingClient
) -> None:
    address = f"{stage.page}/{stage.added().id}/letter"
    first, second = organiser.visit(address), organiser.visit(address)
    stage.clock.advance(seconds=1)
    organiser.submit(first, button="Send 1 letter")
    page = organiser.submit(second, button="Send 1 letter", status=422)
    assert "This changed a moment ago" in page.text
    assert len(stage.letters()) == 1


def test_what_the_speaker_saved_meanwhile_is_shown_and_not_overwritten(
    stage: Stage, organiser: CheckingClient
) -> None:
    engagement = stage.added()
    page = organiser.visit(f"{stage.page}/{engagement.id}")
    stage.clock.advance(minutes=1)
    told = ProfilePlan(MAI, "Director General", email=PLAN.email)
    with stage.app.test_request_context():
        change_speaker(
            stage.session, None, stage.clock.now, engagement, told, None, state_of(engagement)
        )
        stage.session.commit()
    page = organiser.submit(page, {"title": "Head of unit"}, button="Save", status=422)
    assert "Somebody else saved this" in page.text
    assert "Director General" in page.text
    assert page.value("title") == "Head of unit"
    organiser.submit(page, button="Save")
    (engagement,) = stage.engagements()
    assert engagement.profile.title == "Head of unit"


def test_an_earlier_speaker_is_asked_again_with_what_is_known_of_her(
    stage: Stage, organiser: CheckingClient, cast: Cast
) -> None:
    stage.added()
    other = published(stage.session, cast.icap_organiser, stage.clock.now, title="Next course")
    stage.session.commit()
    page = organiser.visit(f"/manage/events/{other.slug}/speakers")
    page = organiser.submit(page, button="Put on the list Mai Trần")
    assert page.heading == MAI
    assert len(stage.session.scalars(select(SpeakerProfile)).all()) == 1
    page = organiser.visit(f"/manage/events/{other.slug}/speakers?search=tran")
    assert MAI in page.text
    assert "Earlier speakers" not in page.text


def test_names_in_any_script_and_of_any_length_are_kept_whole(
    stage: Stage, organiser: CheckingClient
) -> None:
    for name in ("سارة أحمد", "Ж" * 300):
        page = organiser.visit(f"{stage.page}/new")
        organiser.submit(
            page, {"name": name, "biography_1": "سيرة", "language_1": "Arabic"}, button="Add"
        )
    assert [each.profile.name for each in stage.engagements()] == ["سارة أحمد", "Ж" * 300]
    page = organiser.visit(f"{stage.page}/new")
    page = organiser.submit(page, {"name": "a" * 301, "email": "nobody"}, button="Add", status=422)
    for text in ("Use at most 300 characters", "Enter an address such as"):
        assert text in page.text
    page = organiser.submit(page, {"name": "Ana\0 Souza", "email": ""}, button="Add")
    assert page.heading == "Ana Souza"


def test_a_text_needs_its_language_and_a_photo_must_be_a_picture(
    stage: Stage, organiser: CheckingClient
) -> None:
    values = {"name": "Ana Souza", "biography_1": "Leads a team.", "language_1": ""}
    page = organiser.submit(organiser.visit(f"{stage.page}/new"), values, button="Add", status=422)
    assert "Enter the language of this text" in page.text
    slip: Mapping[str, Value] = {
        "language_1": "Englisch",
        "photo": upload(b"%PDF-1.7 no picture", "me.jpg"),
    }
    page = organiser.submit(page, slip, button="Add", status=422)
    assert "Did you mean English?" in page.text
    assert "is not JPEG or PNG" in page.text
    assert page.value("biography_1") == "Leads a team."
    page = organiser.submit(
        page, {"language_1": "English", "photo": upload(PNG, "me.png")}, button="Add"
    )
    (engagement,) = stage.engagements()
    photo = organiser.get(f"{stage.page}/{engagement.id}/photo", buffered=True)
    assert (photo.mimetype, photo.data) == ("image/png", PNG)
    assert photo.headers["X-Content-Type-Options"] == "nosniff"


def test_the_list_says_what_is_missing_and_what_changed_since(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.invited(stage.added(presence=Presence.ONLINE))
    page = organiser.visit(stage.page)
    assert "Invited, no answer yet" in page.text
    assert "biography, photo" in page.text
    assert "changed since the last letter" not in page.text
    stage.clock.advance(hours=1)
    stage.sitting.changed_at = stage.clock.now
    stage.session.commit()
    assert "changed since the last letter" in organiser.visit(stage.page).text
    assert MAI not in organiser.visit(f"{stage.page}?status=named").text
    for words in ("nobody", "%00", "%25", "a" * 500):
        assert "Nobody fits" in organiser.visit(f"{stage.page}?status=named&search=no{words}").text


def test_answers_are_marked_by_hand_only_where_the_table_allows(
    stage: Stage, organiser: CheckingClient
) -> None:
    engagement = stage.added()
    address = f"{stage.page}/{engagement.id}"
    page = organiser.submit(organiser.visit(address), button="Mark as confirmed")
    assert "is marked as confirmed" in page.text
    token = page.value("csrf_token")
    for action, status in (("ask", 200), ("remind", 404), ("nonsense", 404)):
        told = {"csrf_token": token, "action": action}
        answer = organiser.post(f"{address}/mark", data=told, follow_redirects=True)
        assert answer.status_code == status
    page = organiser.submit(organiser.visit(address), button="Take the invitation back")
    assert "still names this speaker" in page.text
    assert stage.engagements()[0].status is EngagementStatus.WITHDRAWN


def test_who_is_taken_off_the_list_stays_known(stage: Stage, organiser: CheckingClient) -> None:
    engagement = stage.added()
    page = organiser.visit(f"{stage.page}/{engagement.id}/remove")
    assert "Set the cap" in page.text
    page = organiser.submit(page, button="Take off the list")
    assert stage.engagements() == []
    assert "Earlier speakers" in page.text
    assert "Not invited yet Named in the programme" in page.text


def test_nothing_changes_for_a_cancelled_event(stage: Stage, organiser: CheckingClient) -> None:
    engagement = stage.added()
    page = organiser.visit(f"{stage.page}/{engagement.id}/letter")
    stage.event.status, stage.event.cancelled_at = EventStatus.CANCELLED, stage.clock.now
    stage.session.commit()
    page = organiser.submit(page, button="Send 1 letter", status=422)
    assert "cancelled" in page.text
    assert stage.letters() == []


@pytest.mark.parametrize("part", [Part.A6IP_ORGANISER, Part.REVIEWER, Part.NEWCOMER])
def test_a_neighbour_finds_nothing_there(
    stage: Stage, as_person: AsPerson, cast: Cast, part: Part
) -> None:
    engagement = stage.added()
    browser = as_person(cast.people[part])
    for page in ("", "/new", f"/{engagement.id}", f"/{engagement.id}/letter"):
        browser.expect_404(stage.page + page)
    assert browser.get(f"{stage.page}/{engagement.id}/photo").status_code == 404


def test_a_speaker_of_another_event_is_not_reached_through_ones_own(
    stage: Stage, as_person: AsPerson, cast: Cast
) -> None:
    engagement = stage.added()
    own: Event = published(
        stage.session, cast.a6ip_organiser, stage.clock.now, title="Article 6 days"
    )
    own.initiative_id = cast.a6ip_organiser.roles[0].initiative_id
    stage.session.commit()
    browser = as_person(cast.a6ip_organiser)
    here = f"/manage/events/{own.slug}/speakers"
    page = browser.visit(here)
    assert MAI not in page.text
    browser.expect_404(f"{here}/{engagement.id}")
    token = browser.visit("/account").value("csrf_token")
    stolen = {"csrf_token": token, "profile": str(engagement.profile_id)}
    assert browser.post(f"{here}/again", data=stolen).status_code == 404


def test_a_list_costs_as_many_statements_for_a_hundred_as_for_one(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.added()
    few = _statements(stage, organiser)
    for number in range(100):
        stage.added(ProfilePlan(f"Speaker {number}", organisation="Ministry"))
    assert "51–100 of 102" in organiser.visit(f"{stage.page}?page=2").text
    assert _statements(stage, organiser) == few


def _statements(stage: Stage, browser: CheckingClient) -> int:
    browser.visit(stage.page)
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    with stage.app.app_context():
        connection = db.engine
    event.listen(connection, "before_cursor_execute", count)
    browser.visit(stage.page)
    event.remove(connection, "before_cursor_execute", count)
    return len([each for each in counted if each.startswith("SELECT")])
