"""What others learn of nominations: letters of news, the next edition, history."""

from datetime import date

from sqlalchemy import select

from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.ports.attending import Group
from courseapp.events.standing.news import News, Telling
from courseapp.events.standing.telling import Dates, tell
from courseapp.mail.models import Message
from courseapp.nominations.admission import choose_need, need_of
from courseapp.nominations.attending import Nominations
from courseapp.nominations.cloning import CLONE_STEP
from courseapp.nominations.models import FocalPoint
from courseapp.nominations.plans import PointPlan
from courseapp.nominations.points import revoke_link
from courseapp.nominations.rules import Need, PointStatus
from tests.applications.story import new_draft
from tests.nominations.story import Stage
from tests.support.checking_client import CheckingClient


def test_focal_points_and_whom_they_named_hear_of_news_each_in_her_own_words(
    stage: Stage,
) -> None:
    quota = stage.quota(size=3)
    stage.asked(quota)
    stage.point(quota, PointPlan("never.asked@example.org"))
    stage.asked(quota, PointPlan("revoked@example.org"))
    revoke_link(stage.session, stage.cast.icap_organiser, stage.clock.now, quota.points[-1])
    stage.nominated(quota, "kalisi@gov.to")
    stage.nominated(quota, stage.cast.drafting.email, "Selamawit")
    stage.withdrawn(stage.nominated(quota, "gone@gov.to", "Gone"))
    new_draft(stage.session, stage.cast.drafting, stage.event, stage.clock.now)
    found = Nominations().addressees(stage.session, stage.event)
    assert {group: [each.email for each in people] for group, people in found.items()} == {
        Group.FOCAL_POINTS: ["focal@mfa.example.org"],
        Group.NOMINATED: ["kalisi@gov.to"],
    }
    with stage.app.test_request_context():
        telling = Telling(frozenset(Group))
        tell(stage.session, stage.clock.now, stage.event, News.CANCELLED, telling, Dates(""))
        stage.session.commit()
    told = {
        each.to_address: each.text
        for each in stage.session.scalars(select(Message).filter_by(kind="event_cancelled"))
    }
    assert "Nobody needs to be nominated any more." in told["focal@mfa.example.org"]
    assert "Nobody can apply any more, so" in told["kalisi@gov.to"]
    assert "Your draft cannot be sent any more." in told[stage.cast.drafting.email]
    assert not {"never.asked@example.org", "revoked@example.org", "gone@gov.to"} & set(told)
    assert Nominations().by_country(stage.session, stage.event.id) == {}
    assert not Nominations().attends(stage.session, stage.event.id, stage.cast.drafting.id)


def test_the_next_edition_asks_anew_and_knows_nobody_who_was_named(stage: Stage) -> None:
    quota, actor = stage.quota(), stage.cast.icap_organiser
    stage.asked(quota)
    stage.nominated(quota, "kalisi@gov.to")
    choose_need(stage.session, actor, stage.clock.now, stage.event, Need.ONLY)
    assert CLONE_STEP.found(stage.session, stage.event) == "1 jurisdiction"
    wish = CloneWish("Course 2028", date(2028, 8, 21), steps=frozenset({CLONE_STEP.key}))
    with stage.app.test_request_context():
        draft = clone_event(stage.session, actor, stage.clock.now, stage.event, wish)
        stage.session.commit()
    (again,) = [each for each in stage.quotas() if each.event_id == draft.id]
    assert (again.name, again.size, again.used, again.nominations) == ("Tonga", 2, 0, [])
    assert again.until_on == date(2028, 3, 29)  # as many days later as the event
    (point,) = again.points
    assert (point.email, point.status, point.token_hash, point.invited_at) == (
        *("focal@mfa.example.org", PointStatus.LISTED, None, None),
    )
    assert need_of(stage.session, draft.id) is Need.ONLY
    assert len(stage.people()) == 1


def test_taking_a_jurisdiction_off_the_list_ends_its_links_and_leaves_applications(
    stage: Stage, organiser: CheckingClient, client: CheckingClient
) -> None:
    quota = stage.quota()
    link = stage.asked(quota)
    stage.nominated(quota, stage.cast.drafting.email, "ሰላማዊት")
    draft = new_draft(stage.session, stage.cast.drafting, stage.event, stage.clock.now)
    page = organiser.visit(f"{stage.page}/{quota.id}/remove")
    assert "ሰላማዊት" in page.text
    organiser.submit(page, button="Take off the list")
    client.expect_404(link)
    assert stage.people() == {}
    assert stage.session.scalars(select(FocalPoint)).all() == []
    assert [each.id for each in stage.event_applications()] == [draft.id]


def test_history_tells_who_was_nominated_and_by_whom(
    stage: Stage, organiser: CheckingClient
) -> None:
    quota = stage.quota()
    stage.asked(quota)
    stage.nominated(quota, "kalisi@gov.to")
    page = organiser.visit(f"/manage/events/{stage.event.slug}/history")
    assert "Tonga nominated Kalisi (by Sela Fonua)." in page.text
    assert "Sela Fonua (Tonga) was asked to nominate people." in page.text
