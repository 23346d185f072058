"""The list of reports: what waits the longest first, one place together, found by its words."""

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from courseapp.corrections.models import Report
from courseapp.corrections.rules import Reason, ReportState, Wish
from courseapp.extensions import db
from courseapp.scenarios.cast import Cast
from tests.corrections.story import LIST, ONTARIO, YEAR, Reader, initiative, reports
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page


def numbers(page: Page) -> list[int]:
    """Return the numbers of the reports on the page, in their order."""
    links = [str(a["href"]) for a in page.soup.select(".reported a")]
    return [int(link.rsplit("/", 1)[1]) for link in links]


@pytest.fixture
def many(session: Session, cast: Cast, clock: FixedClock) -> None:
    """Sixty open reports about sixty places."""
    icap = initiative(session)
    session.add_all(
        Report(
            initiative_id=icap.id,
            number=number,
            part="record",
            key=f"place-{number}",
            title=f"Place {number}",
            base_number=1,
            wish=Wish.WORDS,
            proposed=f"Wrong {number}",
            search_text=f"place {number} wrong",
            created_at=clock.now,
        )
        for number in range(1, 61)
    )
    session.commit()


def test_the_oldest_comes_first_and_reports_of_one_place_stand_together(
    reader: Reader, editor: CheckingClient
) -> None:
    reader.report(YEAR, right="2008")
    reader.report(ONTARIO, what="remove")
    reader.report(YEAR, right="2006", source_title="Handbook")
    page = editor.visit(LIST)
    assert numbers(page) == [1, 3, 2]
    assert [each.get_text() for each in page.soup.select(".reported h2")] == [
        "Since",
        "Member: Ontario, Canada",
    ]
    for told in ("The record says: 2007", "2006", "Source: Handbook", "It should not be in"):
        assert told in page.text


def test_each_state_is_a_link_with_its_number(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    for year in ("2008", "2009", "2010"):
        reader.report(YEAR, right=year)
    decided = reports(session)[0]
    decided.state, decided.reason = ReportState.DECLINED, Reason.OTHER
    decided.decided_at, decided.decided_by = reader.clock.now, "Mariana Costa"
    page = editor.visit(LIST)
    assert page.links["Open 2"] == LIST
    assert page.links["Accepted 0"] == f"{LIST}?show=accepted"
    page = editor.follow(page, "Declined 1")
    assert numbers(page) == [1]
    assert "Declined by Mariana Costa , Mon 1 Mar 2027" in page.text
    current = page.soup.select_one(".choose-state [aria-current]")
    assert current is not None
    assert current.get_text().startswith("Declined")


def test_the_latest_decision_comes_first(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    for year in ("2008", "2009"):
        reader.report(YEAR, right=year)
    for decided, day in zip(reports(session), (2, 1), strict=True):
        decided.state, decided.decided_by = ReportState.ACCEPTED, "Mariana Costa"
        decided.decided_at = reader.clock.now.replace(day=day)
    assert numbers(editor.visit(f"{LIST}?show=accepted")) == [1, 2]


def test_reports_are_found_without_accents_and_case(reader: Reader, editor: CheckingClient) -> None:
    reader.report("statements/lead-name", right="Ministère du Québec")
    reader.report(YEAR, right="2008", source_title="The Handbook")
    page = editor.visit(LIST)
    found = editor.submit(page, {"q": "quebec MINISTERE"}, button="Search")
    assert numbers(found) == [1]
    assert found.links["Open 1"] == f"{LIST}?q=quebec+MINISTERE"
    assert numbers(editor.visit(f"{LIST}?q=handbook")) == [2]
    assert numbers(editor.visit(f"{LIST}?q=since")) == [2]
    assert numbers(editor.visit(f"{LIST}?q=%25%00\\")) == [1, 2]
    nothing = editor.visit(f"{LIST}?q=zebra")
    assert "No report fits" in nothing.text
    assert nothing.links["Show all"] == LIST


@pytest.mark.parametrize(
    ("address", "told", "link"),
    [
        (LIST, "Nothing waits for you", "See the public record"),
        (f"{LIST}?show=accepted", "No report was accepted yet", "Look at the open ones"),
        (f"{LIST}?show=declined", "No report was declined yet", "Look at the open ones"),
    ],
)
def test_an_empty_list_says_what_to_do(
    editor: CheckingClient, address: str, told: str, link: str
) -> None:
    page = editor.visit(address)
    assert told in page.text
    editor.follow(page, link)


def test_what_an_address_says_wrongly_counts_as_not_said(
    editor: CheckingClient, many: None
) -> None:
    assert numbers(editor.visit(f"{LIST}?show=everything&page=x"))[0] == 1


def test_a_long_list_comes_in_pages(editor: CheckingClient, many: None) -> None:
    page = editor.visit(f"{LIST}?q=wrong")
    assert numbers(page) == list(range(1, 26))
    page = editor.follow(page, "Next")
    assert (numbers(page)[0], "26–50 of 60" in page.text) == (26, True)
    assert "q=wrong" in page.address


def test_many_links_are_marked(reader: Reader, editor: CheckingClient) -> None:
    links = " ".join(f"https://{name}.example" for name in "abc")
    reader.report("record/whole", right=links)
    assert "Many links" in editor.visit(LIST).text
    assert "Many links: look twice" in editor.visit(f"{LIST}/1").text


def test_the_pages_cost_the_same_whatever_their_number(
    app: Flask, editor: CheckingClient, session: Session, many: None
) -> None:
    for address in (LIST, f"{LIST}/1"):
        full = cost(app, editor, address)
        session.query(Report).filter(Report.number > 3).delete()
        session.commit()
        assert cost(app, editor, address) == full <= 12


def cost(app: Flask, browser: CheckingClient, address: str) -> int:
    counted: list[str] = []
    with app.app_context():
        connection = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    browser.visit(address)
    event.remove(connection, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in counted)


def test_other_rooms_read_how_many_wait(
    app: Flask, reader: Reader, session: Session, many: None
) -> None:
    icap, cmp = initiative(session), initiative(session, "cmp")
    reader.report("record/whole", slug="cmp", right="Too short")
    count = app.extensions["corrections"].open_count
    assert (count(session, icap.id), count(session, cmp.id)) == (60, 1)
