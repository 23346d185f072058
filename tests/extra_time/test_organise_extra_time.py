"""The organisers' pages about extra time."""

from datetime import timedelta

from sqlalchemy.orm import Session

from courseapp.events.rules import EventStatus
from courseapp.extra_time.models import DeadlineExtension
from courseapp.scenarios.cast import Cast
from tests.applications.story import CLOSES
from tests.events.conftest import statements_of
from tests.extra_time.story import PLAN, SHOW, STORM, TYPED, Desk
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(
    desk: Desk, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"/manage/events/{desk.event.slug}")
    page = organiser.follow(page, "Extra time")
    assert "Nobody has extra time" in page.text
    page = organiser.follow(page, "Give extra time")
    wrong = {"emails": "Amina", "until_on": "2027-03-28", "until_time": "02:30", "reason": ""}
    page = organiser.submit(page, wrong, button=SHOW, status=422)
    assert "Enter the reason." in page.text
    page = organiser.submit(page, {"reason": STORM}, button=SHOW, status=422)
    assert "02:30 does not exist" in page.text
    page = organiser.submit(page, {"until_on": "2027-04-18"}, button=SHOW, status=422)
    assert "Line 1, “Amina”, holds no e-mail address" in page.text
    assert page.value("emails") == "Amina"
    assert desk.rows() == []


def test_an_organiser_looks_gives_and_takes_back(desk: Desk, organiser: CheckingClient) -> None:
    page = organiser.visit(f"{desk.page}/new")
    pasted = "name,email\nAmina,Amina@Example.org\nLena,lena@example.org"
    page = organiser.submit(page, {**TYPED, "country": "", "emails": pasted}, button=SHOW)
    told = "They can send until Sun 18 Apr 2027, 23:59 CEST = Sun 18 Apr 2027, 21:59 UTC"
    assert told in page.text
    assert "2 letters go out; this is the first" in page.text
    assert "To amina@example.org" in page.text
    assert desk.rows() == []
    page = organiser.submit(page, button="Give extra time and send 2 letters")
    assert "2 people have extra time." in page.text
    assert [each.email for each in desk.rows()] == ["amina@example.org", "lena@example.org"]
    page = organiser.follow(page, "Take back : lena@example.org")
    assert "A letter tells her that the extra time is over." in page.text
    page = organiser.submit(page, button="Take back")
    assert "The extra time of lena@example.org is taken back." in page.text
    assert [each.revoked_at is None for each in desk.rows()] == [True, False]
    assert [each.to_address for each in desk.letters()][1:] == ["lena@example.org"] * 2
    assert "Taken back" in organiser.visit(f"{desk.page}?shown=revoked").text
    history = organiser.visit(f"/manage/events/{desk.event.slug}/history").text
    told = f"Gave 2 people extra time until Sun 18 Apr 2027, 23:59 CEST. Reason: {STORM}"
    assert told in history
    assert "amina@example.org, lena@example.org" in history


def test_a_country_has_it_anywhere_on_earth(desk: Desk, organiser: CheckingClient) -> None:
    page = organiser.visit(f"{desk.page}/new")
    typed = {**TYPED, "zone": "Etc/GMT+12"}
    page = organiser.submit(page, typed, button=SHOW)
    assert "0 drafts from Tonga" in page.text
    assert "No letter goes out." in page.text
    assert (
        "Sun 18 Apr 2027, 23:59 anywhere on Earth (AoE, UTC−12) = Mon 19 Apr 2027, 11:59 UTC"
        in page.text
    )
    page = organiser.submit(page, button="Give extra time")
    assert "Everybody who works in Tonga has extra time." in page.text
    (row,) = desk.rows()
    assert (row.country, row.may_begin) == ("TO", False)
    page = organiser.visit(f"{desk.page}/new")
    page = organiser.submit(page, {**TYPED, "until_on": "2027-04-20"}, button=SHOW)
    assert (
        "This takes the place of the extra time until Sun 18 Apr 2027, 23:59 anywhere" in page.text
    )


def test_who_cannot_use_it_is_shown_before(desk: Desk, as_person: AsPerson, cast: Cast) -> None:
    desk.clock.set(CLOSES + timedelta(hours=1))
    organiser = as_person(cast.icap_organiser)
    typed = {**TYPED, "country": "", "emails": "amina@example.org"}
    page = organiser.submit(organiser.visit(f"{desk.page}/new"), typed, button=SHOW)
    assert "1 person cannot use it" in page.text
    assert "No letter goes out." in page.text
    page = organiser.submit(page, {"may_begin": True}, button=SHOW)
    assert "cannot use it" not in page.text
    assert "1 letter goes out; this is the first" in page.text
    desk.event.status = EventStatus.POSTPONED
    desk.session.commit()
    assert "Give extra time" in organiser.visit(desk.page).text
    desk.event.applications_close_at = None
    desk.session.commit()
    page = organiser.visit(desk.page)
    assert "There is no deadline" in page.text
    assert "Give extra time" not in page.links


def test_a_list_of_hundreds_is_searched_paged_and_costs_as_much_as_one(
    desk: Desk, organiser: CheckingClient
) -> None:
    desk.given()
    few = _statements(desk, organiser)
    desk.session.add_all(
        DeadlineExtension(
            event_id=desk.event.id,
            email=f"p{number}@example.org",
            until_local=PLAN.until.local,
            zone=PLAN.until.zone,
            until_at=PLAN.until.at,
            reason="Überschwemmung",
            made_by="Mariana Costa",
            made_at=desk.clock.now,
        )
        for number in range(120)
    )
    desk.session.commit()
    assert _statements(desk, organiser) == few
    assert "1–50 of 121" in organiser.visit(desk.page).text
    page = organiser.visit(f"{desk.page}?search=TONGA+storm")
    assert "Everybody who works in Tonga" in page.text
    assert "p1@example.org" not in page.text
    assert "P77@" not in organiser.visit(f"{desk.page}?search=%25_").text
    assert "p77@example.org" in organiser.visit(f"{desk.page}?search=P77@example.org").text


def _statements(desk: Desk, browser: CheckingClient) -> int:
    with statements_of(desk.session) as found:
        browser.visit(desk.page)
    return len(found)


def test_extra_time_of_another_event_is_not_found(
    desk: Desk, session: Session, organiser: CheckingClient, as_person: AsPerson, cast: Cast
) -> None:
    (row,) = desk.given()
    for part in (cast.a6ip_organiser, cast.reviewer, cast.newcomer):
        browser = as_person(part)
        browser.expect_404(desk.page)
        browser.expect_404(f"{desk.page}/{row.id}/end")
    organiser.expect_404(f"{desk.page}/{row.id + 1}/end")
    desk.revoked(row)
    organiser.expect_404(f"{desk.page}/{row.id}/end")
