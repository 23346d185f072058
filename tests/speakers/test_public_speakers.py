"""What everybody sees of speakers, and who is written to as one."""

from courseapp.accounts.signing_in import find_or_make_person
from courseapp.events.ports.attending import Group, addressees, attends
from courseapp.events.rules import Access, EventStatus
from courseapp.files.current import current_folder
from courseapp.speakers.photos import set_photo
from courseapp.speakers.plans import BiographyPlan, ProfilePlan
from courseapp.speakers.rules import EngagementStatus
from tests.speakers.story import PLAN, PNG, Stage
from tests.support.checking_client import CheckingClient
from tests.support.uploads import upload

YES = "Yes, I will speak"


def test_only_who_comes_and_wants_to_be_shown_is_shown_where_the_programme_is_public(
    stage: Stage, client: CheckingClient
) -> None:
    engagement = stage.added()
    engagement.profile.biographies = []
    link = stage.invited(engagement)
    page, photo = f"/events/{stage.event.slug}", ""
    with stage.app.test_request_context():
        set_photo(
            stage.session,
            stage.clock.now,
            current_folder(),
            engagement.profile,
            upload(PNG, "a.png"),
        )
        stage.session.commit()
    photo = f"{page}/speakers/{engagement.id}/photo"
    assert "Deputy Director" not in client.visit(page).text
    assert client.get(photo).status_code == 404
    client.submit(client.visit(link), {"is_public": True}, button=YES)
    shown = client.visit(page)
    assert "Deputy Director, Ministry of Environment, Viet" in shown.text
    assert "mai.tran@example.org" not in shown.html
    assert shown.soup.find("img", alt="Photo of Mai Trần")
    session_page = client.visit(shown.link("Set the cap"))
    assert "Mai Trần ( Ministry of Environment ) , Viet Nam" in session_page.text
    answer = client.get(photo, buffered=True)
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    for change in ({"access": Access.INVITATION}, {"status": EventStatus.DRAFT, "access": None}):
        for name, value in change.items():
            setattr(stage.event, name, value)
        stage.session.commit()
        assert "Deputy Director" not in client.get(page).get_data(as_text=True)
        assert client.get(photo).status_code == 404


def test_letters_to_speakers_reach_the_invited_and_the_confirmed(stage: Stage) -> None:
    stage.invited(stage.added())
    stage.added(ProfilePlan("Not asked yet", email="later@example.org"))
    stage.added(ProfilePlan("Without address"))
    with stage.app.test_request_context():
        (found,) = addressees(stage.session, stage.event)[Group.SPEAKERS]
    assert (found.email, found.name, found.path) == (PLAN.email, PLAN.name, "")


def test_a_speaker_with_an_account_attends_once_she_has_confirmed(stage: Stage) -> None:
    engagement = stage.added()
    stage.invited(engagement)
    person = find_or_make_person(stage.session, stage.clock.now, PLAN.email)
    stage.session.flush()
    with stage.app.test_request_context():
        assert not attends(stage.session, stage.event, person.id)
        engagement.status, engagement.answered_at = EngagementStatus.CONFIRMED, stage.clock.now
        assert not attends(stage.session, stage.event, person.id)  # whose mailbox is it?
        person.email_verified_at = stage.clock.now
        stage.session.flush()
        assert attends(stage.session, stage.event, person.id)


def test_biographies_are_told_each_in_its_language(stage: Stage, client: CheckingClient) -> None:
    texts = (BiographyPlan("en", "Leads."), BiographyPlan("ar", "تقود فريقا."))
    told = ProfilePlan("Ana Souza", email="ana@example.org", biographies=texts)
    engagement = stage.added(told, is_public=True)
    engagement.status, engagement.answered_at = EngagementStatus.CONFIRMED, stage.clock.now
    stage.session.commit()
    page = client.visit(f"/events/{stage.event.slug}")
    arabic = page.soup.find(lang="ar")
    assert arabic is not None
    assert (arabic["dir"], arabic.get_text().strip()) == ("auto", "تقود فريقا.")
