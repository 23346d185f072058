"""A sensitive answer of an application is read by its writer, and by organisers one at a time."""

import logging
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.receipts import receipt_pdf
from courseapp.applications.submitting import submit_application
from courseapp.core.audit import AuditEntry
from courseapp.forms.document.record import FormDocument, Kind, Need, Question, Section, Visibility
from courseapp.intake.exporting.giving_out import GivenAs
from courseapp.mail.models import Message
from courseapp.nominations.people import told_of
from courseapp.scenarios.cast import Cast
from tests.applications.documents.story import chosen
from tests.applications.story import SLUG, Written, new_course, new_draft
from tests.intake.story import with_versions
from tests.intake.test_export import exported
from tests.nominations.story import Stage
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pdfs import text_of
from tests.support.people import AsPerson
from tests.support.uploads import pdf

LEAK = "LEAK-Q7731"
LIST = f"/manage/events/{SLUG}/applications"


def asks(key: str, kind: Kind, label: str, **rest: object) -> Question:
    return Question(key, kind, {"en": label}, **rest)  # type: ignore[arg-type]


SENSITIVE = {"visibility": Visibility.SENSITIVE}
FORM = FormDocument(
    title={"en": "With something sensitive"},
    sections=(
        Section(
            "all",
            {"en": "About you"},
            questions=(
                asks("full_name", Kind.LINE, "Full name"),
                asks("work_country", Kind.COUNTRY, "Works in"),
                asks("organisation", Kind.LINE, "Organisation", **SENSITIVE),
                asks("position", Kind.LINE, "Position", **SENSITIVE),
                asks("nationality", Kind.COUNTRY, "Nationality", **SENSITIVE),
                asks("illness", Kind.TEXT, "Illness", need=Need.SENDING, **SENSITIVE),
                asks("scan", Kind.FILE, "Scan of a paper", **SENSITIVE),
                asks("supervisor_name", Kind.LINE, "Supervisor"),
                asks("supervisor_email", Kind.EMAIL, "Her address"),
            ),
        ),
    ),
)
TYPED = {
    "full_name": "Kalisi",
    "work_country": "TO",
    "organisation": LEAK,
    "position": f"{LEAK} head",
    "nationality": "MC",
    "illness": f"{LEAK} of the heart",
    "supervisor_name": "Ana Director",
    "supervisor_email": "director@ministry.example.org",
}


@pytest.fixture
def sick(
    app: Flask,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    as_person: AsPerson,
    caplog: pytest.LogCaptureFixture,
) -> Written:
    """Sent through the pages by the newcomer, who was nominated, with everything logged."""
    caplog.set_level(logging.DEBUG)
    course = new_course(session, clock.now)
    with_versions(session, course, clock.now, FORM)
    clock.advance(hours=1)
    mine = Written(as_person(cast.newcomer), new_draft(session, cast.newcomer, course, clock.now))
    mine.browser.submit(mine.step("all"), TYPED, button="Save and go on")
    page = mine.open("documents/scan")
    mine.browser.submit(
        page, {"document": chosen(pdf(LEAK), f"{LEAK}.pdf")}, button="Add this file"
    )
    with app.test_request_context():
        session.refresh(mine.application)
        version = mine.application.version
        submit_application(session, cast.newcomer, clock.now, mine.application, version)
        session.commit()
    clock.advance(minutes=5)
    return mine


def read(browser: CheckingClient, path: str) -> str:
    return browser.get(path, follow_redirects=True).get_data(as_text=True)


def test_no_list_filter_figure_or_export_of_organisers_tells_it(
    sick: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    organiser = as_person(cast.icap_organiser)
    token = organiser.visit(LIST).value("csrf_token")
    keys = ["a.illness", "a.organisation", "a.nationality", "a.scan", "organisation", "position"]
    organiser.post(f"{LIST}/columns", data={"csrf_token": token, "columns": keys})
    name = {"csrf_token": token, "name": "Ill", "back": "a.illness=*&sort=a.illness"}
    organiser.post(f"{LIST}/filters", data=name)
    reference = sick.application.reference
    pages = ("", "/columns", "/filters", "/tags", "/figures", "/figures?by=nationality", "/export",
             "?ask=illness", "?sort=a.illness", "?sort=organisation", "?sort=nationality",
             f"/{reference}", f"/{reference}/notes", f"/{reference}/documents",
             f"/{reference}/ask")  # fmt: skip
    beside = ("", "/history", "/mail", "/nominations", "/eligibility/people")
    for path in (
        *(f"{LIST}{page}" for page in pages),
        *(f"/manage/events/{SLUG}{p}" for p in beside),
    ):
        told = read(organiser, path)
        assert LEAK not in told, path
        assert "Monaco" not in told or path.startswith((f"{LIST}/figures", f"{LIST}/")), path
    for guess in (f"search={LEAK}", "a.illness=*", f"a.illness={LEAK}", "nationality=MC",
                  f"a.organisation={LEAK}", "search=monaco", "a.scan=*"):  # fmt: skip
        assert f"/{reference}" not in read(organiser, f"{LIST}?{guess}"), guess
    session.expire_all()
    mine = session.get_one(Application, sick.application.id)
    columns = (mine.search_text, mine.organisation, mine.position, mine.nationality)
    assert LEAK.lower() not in str(columns).lower()
    assert mine.nationality is None


@pytest.mark.parametrize("given_as", list(GivenAs))
def test_no_export_holds_it(
    sick: Written, cast: Cast, as_person: AsPerson, given_as: GivenAs
) -> None:
    content = exported(as_person(cast.icap_organiser), "", given_as)
    text = content.decode() if given_as is not GivenAs.XLSX else _cells(content)
    assert "Kalisi" in text
    for word in (LEAK, "Monaco", '"MC"'):
        assert word not in text


def test_receipts_mails_logs_and_history_do_not_tell_it(
    app: Flask,
    sick: Written,
    session: Session,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with app.app_context():
        paper = text_of(receipt_pdf(sick.application.sendings[-1]))
    assert "Given, not repeated here" in paper
    own_print = sick.open("print").text  # her own page shows her all of it
    assert f"{LEAK} of the heart" in own_print
    rows = session.scalars(select(Message)).all()
    entries = session.scalars(select(AuditEntry)).all()
    told = [paper, *(each.subject + each.text + each.html for each in rows)]
    told += [f"{each.summary}{each.before}{each.after}{each.verb}" for each in entries]
    assert rows
    assert not any(LEAK in text for text in told)
    assert LEAK not in caplog.text


def test_nobody_but_organisers_of_the_event_opens_it_and_they_one_at_a_time_with_a_trace(
    sick: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    place = f"{LIST}/{sick.application.reference}"
    for person in (cast.a6ip_organiser, cast.reviewer, cast.waiting, cast.newcomer):
        browser = as_person(person)
        token = browser.visit("/account").value("csrf_token")
        ask = {"csrf_token": token, "question": "illness"}
        assert browser.post(f"{place}/show", data=ask).status_code == 404
        assert LEAK not in read(browser, place)
        assert LEAK not in read(browser, "/manage")
    organiser = as_person(cast.icap_organiser)
    page = organiser.submit(organiser.visit(place), button="Show Illness")
    assert f"{LEAK} of the heart" in page.text
    assert f"{LEAK} head" not in page.text
    token = page.value("csrf_token")
    for key in ("full_name", "scan", "nothing", ""):
        answer = organiser.post(f"{place}/show", data={"csrf_token": token, "question": key})
        assert answer.status_code == 404
    (entry,) = session.scalars(select(AuditEntry).filter_by(verb="open sensitive answer"))
    assert (entry.actor, entry.summary) == (cast.icap_organiser.display_name, "Opened: Illness")
    assert "Opened: Illness" in organiser.visit(place).text


def test_neither_supervisor_nor_focal_point_nor_another_applicant_reads_it(
    app: Flask,
    sick: Written,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    new_client: Callable[[], CheckingClient],
    as_person: AsPerson,
) -> None:
    letters = session.scalars(select(Message).filter_by(kind="endorsement_request")).all()
    words = [word for letter in letters for word in letter.text.split() if "/endorse/" in word]
    links = [word.removeprefix("http://courseapp.test") for word in words]
    stage = Stage(app, session, clock, cast, sick.application.event)
    quota = stage.quota()
    links.append(stage.asked(quota))
    stage.nominated(quota, cast.newcomer.email)
    assert told_of(session, stage.event.id, cast.newcomer) is not None
    assert len(links) == 2
    for link in links:
        page = new_client().visit(link)
        assert "Kalisi" in page.html
        assert LEAK not in page.html
    other = as_person(cast.waiting)
    for path in ("", "/print", "/receipt.pdf", "/steps/all", "/documents/scan"):
        assert other.get(f"{sick.address}{path}").status_code == 404
    assert LEAK not in read(other, "/applications") + read(other, f"/events/{SLUG}")


def _cells(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
