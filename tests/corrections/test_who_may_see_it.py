"""Anybody may report; what was reported is for the editors of that initiative alone."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from courseapp.corrections.rules import ReportState
from courseapp.scenarios.cast import Cast
from tests.corrections.story import ACCEPT, LIST, READER, YEAR, Reader, newest
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

PAGES = (LIST, f"{LIST}/1", f"{LIST}/1/decline")
ACTS = (f"{LIST}/1/accept", f"{LIST}/1/done", f"{LIST}/1/decline")
SENT = {"shown": "1", "reason": "other", "words": "No."}


def test_a_stranger_may_report_but_not_read_reports(
    reader: Reader, new_client: Callable[[], CheckingClient], as_person: AsPerson, cast: Cast
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    for browser in (new_client(), as_person(cast.newcomer), as_person(cast.reviewer)):
        for address in PAGES:
            browser.expect_404(address)
        assert READER not in browser.visit("/initiatives/icap").text


def test_a_neighbour_gets_404_on_reports_of_another_initiative(
    reader: Reader, neighbour: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    for address in PAGES:
        neighbour.expect_404(address)
    token = neighbour.visit("/manage/a6ip/reports").value("csrf_token")
    for address in ACTS:
        answer = neighbour.post(address, data={"csrf_token": token, **SENT})
        assert answer.status_code == 404
    assert newest(session).state is ReportState.OPEN


def test_a_report_is_not_reached_through_another_initiative(
    reader: Reader, neighbour: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008")
    neighbour.expect_404("/manage/a6ip/reports/1")
    neighbour.expect_404(f"/manage/a6ip/reports/{10**30}")
    token = neighbour.visit("/account").value("csrf_token")
    for act in ("accept", "done", "decline"):
        sent = {"csrf_token": token, **SENT}
        answer = neighbour.post(f"/manage/a6ip/reports/1/{act}", data=sent)
        assert answer.status_code == 404
    assert newest(session).state is ReportState.OPEN


def test_an_administrator_decides_everywhere(
    reader: Reader, as_person: AsPerson, cast: Cast, session: Session
) -> None:
    reader.report(YEAR, right="2008")
    administrator = as_person(cast.administrator)
    administrator.submit(administrator.visit(f"{LIST}/1"), button=ACCEPT, form="accept")
    assert newest(session).decided_by == "Ingrid Halvorsen"


def test_a_lapsed_organiser_signs_in_again(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008")
    page = editor.visit(f"{LIST}/1")
    reader.clock.advance(days=15)
    for address in PAGES:
        assert editor.visit(address).path == "/sign-in"
    assert editor.submit(page, button=ACCEPT, form="accept").path == "/sign-in"
    assert newest(session).state is ReportState.OPEN


def test_an_organiser_whose_role_was_taken_away_sees_nothing_any_more(
    reader: Reader, editor: CheckingClient, session: Session, cast: Cast
) -> None:
    reader.report(YEAR, right="2008")
    editor.visit(LIST)
    session.delete(cast.icap_organiser.roles[0])
    editor.expect_404(LIST)
