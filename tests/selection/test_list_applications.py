"""The organiser's list: numbers, filters, search, order, pages."""

import pytest
from sqlalchemy import event

from courseapp.applications.rules import Action, Status
from courseapp.extensions import db
from courseapp.selection.rules import Choice
from tests.selection.story import LIST, Round, applied
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, said


def names(page: Page) -> list[str]:
    return [said(name) for name in page.soup.select("tbody .person-name")]


def test_the_list_shows_everybody_who_applied_in_the_order_of_sending(
    selection: Round, organiser: CheckingClient
) -> None:
    page = organiser.visit(LIST)
    assert page.heading == "Applications"
    assert names(page) == ["Amina Yusuf", "Иван Петров", "王小明", "José Núñez", "سارة أحمد"]
    assert "5 without a decision" in page.text
    assert "0 of 2 seats taken" in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=KE", ["Amina Yusuf"]),
        ("type=research", ["王小明"]),
        ("search=nunez", ["José Núñez"]),
        ("search=ИВАН жасыл", ["Иван Петров"]),
        ("search=清华", ["王小明"]),
        ("search=ministry kenya", ["Amina Yusuf"]),
        ("search=ministry kazakhstan", []),
        ("status=confirmed", []),
        ("sort=-sent", ["سارة أحمد", "José Núñez", "王小明", "Иван Петров", "Amina Yusuf"]),
        ("sort=country", ["José Núñez", "王小明", "سارة أحمد", "Иван Петров", "Amina Yusuf"]),
        ("status=nonsense&country=Atlantis&sort=up&page=many", None),
    ],
)
def test_filters_narrow_and_order_the_list(
    selection: Round, organiser: CheckingClient, query: str, found: list[str] | None
) -> None:
    page = organiser.visit(f"{LIST}?{query}")
    if found is None:
        assert page.status == 200
    else:
        assert names(page) == found


def test_an_application_is_found_by_its_number(selection: Round, organiser: CheckingClient) -> None:
    wanted = selection.applications[3]
    for number in (wanted.reference, wanted.reference.lower().replace("-", "")):
        assert names(organiser.visit(f"{LIST}?search={number}")) == ["José Núñez"]


def test_a_draft_is_counted_and_never_shown(selection: Round, organiser: CheckingClient) -> None:
    draft = applied(selection.session, selection.course, selection.clock.now, 7, Status.DRAFT)
    draft.full_name = "Nobody Yet"
    page = organiser.visit(LIST)
    assert "1 more not sent yet" in page.text
    assert "Nobody Yet" not in page.text
    organiser.expect_404(f"{LIST}/{draft.reference}")


def test_an_empty_list_says_when_applications_come(
    selection: Round, organiser: CheckingClient
) -> None:
    for application in selection.applications:
        selection.session.delete(application)
    page = organiser.visit(LIST)
    assert "Nobody has applied yet" in page.text
    assert "Apply by Thu 15 Apr 2027, 23:59 CEST" in page.text


def test_long_lists_come_in_pages_and_cost_the_same_number_of_statements(
    selection: Round, organiser: CheckingClient
) -> None:
    few = _statements(selection, organiser)
    for number in range(10, 130):
        applied(selection.session, selection.course, selection.clock.now, number)
    page = organiser.visit(f"{LIST}?page=3")
    assert "101–125 of 125" in page.text
    assert _statements(selection, organiser) == few


def test_next_and_previous_keep_to_the_list_one_came_from(
    selection: Round, organiser: CheckingClient
) -> None:
    first = organiser.visit(f"{LIST}?type=public_agency&sort=-sent")
    page = organiser.visit(first.link("سارة أحمد جهاز شؤون البيئة"))
    assert "1 of 2" in page.text
    page = organiser.follow(page, "Next")
    assert page.heading == "Иван Петров"
    assert names(organiser.follow(page, "All applications")) == [
        "سارة أحمد",
        "Иван Петров",
    ]


def test_raised_seats_are_offered_only_when_the_organiser_says_so(
    selection: Round, organiser: CheckingClient
) -> None:
    selection.decide(Choice.WAIT, *selection.applications[:3])
    selection.clock.advance(days=1)
    page = organiser.visit(LIST)
    assert "2 seats are free" in page.text
    assert selection.statuses()[:3] == [Status.WAITING] * 3
    preview = organiser.submit(page, button="Offer to the next 2")
    assert "2 letters will be sent" in preview.text
    organiser.submit(preview, button="Send 2 offers")
    assert selection.statuses()[:3] == [Status.OFFERED, Status.OFFERED, Status.WAITING]


def test_one_application_shows_answers_decisions_mail_and_history(
    selection: Round, organiser: CheckingClient
) -> None:
    chosen = selection.applications[0]
    selection.decide(Choice.OFFER, chosen, note="Bring your laptop.")
    selection.clock.advance(days=1)
    selection.step(chosen, Action.CONFIRM)
    page = organiser.visit(f"{LIST}/{chosen.reference}")
    assert page.heading == "Amina Yusuf"
    for text in (
        "We plan a market.",
        "Seat offered by Mariana Costa",
        "Bring your laptop.",
        "Please answer: a seat is held for you",
        "Seat confirmed by the applicant",
    ):
        assert text in page.text


def _statements(selection: Round, browser: CheckingClient) -> int:
    browser.visit(LIST)
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    with selection.app.app_context():
        connection = db.engine
    event.listen(connection, "before_cursor_execute", count)
    browser.visit(f"{LIST}?search=a")
    event.remove(connection, "before_cursor_execute", count)
    return len([each for each in counted if each.startswith("SELECT")])
