"""Where a nomination is needed: who begins, who sends, what is said, what organisers see."""

import pytest

from courseapp.applications.drafting import start_application
from courseapp.applications.submitting import submit_application
from courseapp.core.errors import Problem
from courseapp.nominations.admission import choose_need
from courseapp.nominations.rules import Need
from tests.applications.story import ANSWERS, submitted
from tests.nominations.story import Stage
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

BEGIN = "Start your application"


def needed(stage: Stage, need: Need = Need.ONLY) -> None:
    choose_need(stage.session, stage.cast.icap_organiser, stage.clock.now, stage.event, need)
    stage.session.commit()


def test_only_nominated_people_begin_where_the_organiser_chose_so(
    stage: Stage, as_person: AsPerson, client: CheckingClient
) -> None:
    here = f"/events/{stage.event.slug}/apply"
    before = as_person(stage.cast.newcomer).visit(here)
    needed(stage)
    stage.nominated(stage.quota(), stage.cast.accepted.email)
    page = client.visit(here)
    assert "You need a nomination to apply" in page.text
    assert "Sign in with the address that your invitation was sent to." in page.text
    assert BEGIN not in page.text
    other = as_person(stage.cast.newcomer)
    assert BEGIN not in other.visit(here).text
    token = other.visit("/account").value("csrf_token")
    refused = other.post(here, data={"csrf_token": token})
    assert refused.status_code == 422
    assert "Ask the focal point of your government" in refused.get_data(as_text=True)
    assert BEGIN in before.text
    assert stage.event_applications() == []
    nominee = as_person(stage.cast.accepted)
    nominee.submit(nominee.visit(here), button=BEGIN)
    assert [each.person_id for each in stage.event_applications()] == [stage.cast.accepted.id]


@pytest.mark.parametrize("need", [Need.OPEN, Need.MARKED])
def test_everybody_begins_where_a_nomination_is_not_needed(
    stage: Stage, as_person: AsPerson, need: Need
) -> None:
    needed(stage, need)
    other = as_person(stage.cast.newcomer)
    other.submit(other.visit(f"/events/{stage.event.slug}/apply"), button=BEGIN)
    assert len(stage.event_applications()) == 1


def test_a_draft_whose_nomination_was_withdrawn_is_kept_and_not_sent(stage: Stage) -> None:
    person = stage.cast.accepted
    needed(stage)
    named = stage.nominated(stage.quota(), person.email)
    with stage.app.test_request_context():
        draft = start_application(stage.session, person, stage.clock.now, stage.event)
        draft.typed = dict(ANSWERS)
        stage.session.commit()
        stage.withdrawn(named)
        with pytest.raises(Problem, match="Only people who were nominated"):
            submit_application(stage.session, person, stage.clock.now, draft, draft.version)
        stage.session.rollback()
        assert draft.submitted_at is None
        assert draft.typed
        needed(stage, Need.MARKED)
        submit_application(stage.session, person, stage.clock.now, draft, draft.version)
        stage.session.commit()
    assert draft.submitted_at is not None


def test_the_page_of_an_application_says_who_nominated_and_the_list_has_a_mark(
    stage: Stage, organiser: CheckingClient
) -> None:
    person, other = stage.cast.accepted, stage.cast.declined
    quota = stage.quota(name="Viet Nam", country="VN", size=3)
    with stage.app.test_request_context():
        sent = submitted(stage.session, person, stage.event, stage.clock.now)
        alone = submitted(stage.session, other, stage.event, stage.clock.now)
    stage.nominated(quota, "first@gov.vn", "First")
    named = stage.nominated(quota, person.email, "Minh Anh")
    home = f"/manage/events/{stage.event.slug}/applications"
    page = organiser.visit(f"{home}/{sent.reference}")
    assert "Nominated by Viet Nam (rank 2 of 2)" in page.text
    assert "ominat" not in organiser.visit(f"{home}/{alone.reference}").text.split("Answers")[1]
    line = organiser.visit(f"{stage.page}/people?standing=applied")
    assert line.link("Minh Anh") == f"{home}/{sent.reference}"
    stage.withdrawn(named)
    page = organiser.visit(f"{home}/{sent.reference}")
    assert "Nomination by Viet Nam withdrawn" in page.text
