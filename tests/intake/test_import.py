"""Importing applications: a dry run stores nothing, one press brings in what is new."""

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Cause, Status
from courseapp.events.models import Event
from courseapp.intake.coming_in import ApplicationImport
from courseapp.intake.exporting.kept import BESIDE, kept_csv
from courseapp.intake.exporting.reading import take
from courseapp.intake.filters import Filters
from courseapp.intake.importing.opening import open_table
from courseapp.intake.importing.taking import keep_file, take_file
from courseapp.intake.scope import scope_of
from courseapp.scenarios.cast import Cast
from tests.applications.story import mails, new_course
from tests.intake.story import LIST, ONCE_OPEN, SECRET, Desk, statements, with_versions
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson
from tests.support.uploads import upload
from tests.unit.intake.forms import FIRST

IMPORT = f"{LIST}/import"
SOURCE = "Spreadsheet of the ministry"
FILE = (
    "#email,full_name,gender,#tags\r\n"
    "new1@example.org,Neu Eins,woman,VIP\r\n"
    "p0@example.org,Amina Yusuf,woman,\r\n"
    "new2@example.org,Neu Zwei,queen,\r\n"
    "new3@example.org,<b>Neu</b> Drei,,VIP\r\n"
)


def everybody(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Application)) or 0


def read(organiser: CheckingClient, content: str = FILE) -> Page:
    values: dict[str, Value] = {
        "file": upload(content.encode(), "people.csv"),
        "source": SOURCE,
    }
    return organiser.submit(organiser.visit(IMPORT), values, button="Read the file")


def test_the_dry_run_shows_each_row_and_stores_nothing_then_one_press_imports(
    desk: Desk, organiser: CheckingClient
) -> None:
    before = everybody(desk.session), desk.session.scalar(select(func.count(Person.id)))
    page = read(organiser)
    assert "1 there already, passed over" in page.text
    assert "Your gender" in page.text  # the column of the problem, in words
    assert "<b>Neu</b> Drei" in page.text
    assert (everybody(desk.session), desk.session.scalar(select(func.count(Person.id)))) == before
    pressed = page
    page = organiser.submit(page, button="Import 2 applications")
    assert "2 applications imported." in page.text
    desk.session.expire_all()
    assert everybody(desk.session) == before[0] + 2
    organiser.submit(pressed, button="Import 2 applications")  # pressed twice
    assert everybody(desk.session) == before[0] + 2
    found = desk.session.scalars(
        select(Application).join(Application.person).filter_by(email="new1@example.org")
    ).one()
    assert (found.status, [each.cause for each in found.sendings]) == (
        Status.SUBMITTED,
        [Cause.IMPORTED],
    )
    assert mails(desk.session, "application_entered") == []
    page = organiser.visit(f"{LIST}/{found.reference}")
    assert SOURCE in page.text
    assert "VIP" in page.text
    kept = desk.session.scalars(select(ApplicationImport)).one()
    assert kept.content is None
    assert "2 applications imported" in organiser.visit(f"{IMPORT}/{kept.id}").text


def test_people_are_written_to_only_when_that_is_ticked(
    desk: Desk, organiser: CheckingClient
) -> None:
    page = read(organiser)
    organiser.submit(page, {"write": True}, button="Import 2 applications")
    letters = mails(desk.session, "application_entered")
    assert [each.to_address for each in letters] == ["new1@example.org", "new3@example.org"]
    assert SOURCE in letters[0].text


def test_a_file_that_is_no_table_is_refused_and_a_dropped_one_is_gone(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson, cast: Cast
) -> None:
    values: dict[str, Value] = {"file": upload(b"PK\x03\x04\xff", "people.xlsx"), "source": SOURCE}
    page = organiser.submit(organiser.visit(IMPORT), values, button="Read the file", status=422)
    assert "This is no text." in page.text
    assert page.value("source") == SOURCE
    page = read(organiser)
    for part in (cast.a6ip_organiser, cast.reviewer, cast.newcomer):
        as_person(part).expect_404(page.path)
    address = page.path
    page = organiser.submit(page, button="Delete this file")
    assert "Nothing was imported from it." in page.text
    organiser.expect_404(address)


def test_what_one_event_exports_another_imports_and_exports_the_same(
    app: Flask, session: Session, desk: Desk, cast: Cast, clock: FixedClock
) -> None:
    whole = {**desk.applications[1].answers, "languages": "ru native\nen B2"}
    desk.applications[1].answers = whole  # what is wrong would not come in
    with app.test_request_context():
        text = exported(session, desk.course)
        assert SECRET not in text
        assert ONCE_OPEN not in text  # sensitive by now
        other = new_course(session, clock.now, slug="course-2028")
        with_versions(session, other, clock.now, FIRST)
        about = (cast.icap_organiser, clock.now, other)
        kept = keep_file(session, *about, "people.csv", SOURCE, text.encode())
        assert take_file(session, *about, kept) == len(desk.applications)
        again = exported(session, other)
    assert without_own_columns(again) == without_own_columns(text)


def exported(session: Session, course: Event) -> str:
    scope = scope_of(session, course)
    return "".join(kept_csv(session, take(session, scope, Filters(), BESIDE)))


def without_own_columns(text: str) -> list[dict[str, str]]:
    """Return the rows without what is not taken from a file, and without empty cells."""
    from_file = open_table(text.encode())
    left_out = {"#number", "#status", "#form_version"}
    return [{k: v for k, v in row.items() if k not in left_out and v} for row in from_file.rows]


def test_an_import_costs_few_statements_for_each_row(
    app: Flask, session: Session, desk: Desk, cast: Cast, clock: FixedClock
) -> None:
    about = (cast.icap_organiser, clock.now, desk.course)

    def cost(first: int, number: int) -> int:
        rows = "".join(f"r{n}@x.org,Name {n}\r\n" for n in range(first, first + number))
        content = f"#email,full_name\r\n{rows}".encode()
        with app.test_request_context():
            kept = keep_file(session, *about, "people.csv", SOURCE, content)
            return statements(app, lambda: take_file(session, *about, kept))

    few = cost(0, 3)
    # One by one each would take about twenty; SQLite gives numbers to new rows one at a time.
    assert cost(100, 60) <= few + 10 + 4 * 60
