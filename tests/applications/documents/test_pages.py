"""Adding, looking, replacing and removing without a script; nobody else finds anything."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast, Part
from tests.applications.documents.story import CV, LETTER, PASSPORT, PROOFS, add, kept, send
from tests.applications.story import CLOSES, SLUG, Written, new_draft
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.uploads import multipart, pdf, upload

OTHERS = (Part.WAITING, Part.A6IP_ORGANISER, Part.REVIEWER)
MANAGE = f"/manage/events/{SLUG}/applications"


def test_a_file_is_added_looked_at_replaced_and_removed_and_the_step_is_saved_on_the_way(
    session: Session, draft: Written
) -> None:
    page = draft.step("papers")
    page = draft.browser.submit(page, {"remark": "by post"}, button="Add a file Your CV")
    assert page.path == f"{draft.address}/documents/{CV}"
    assert draft.application.typed is not None
    assert draft.application.typed["remark"] == "by post"
    assert "No file yet." in page.text
    wrong = draft.browser.submit(
        page, {"document": upload(b"GIF89a", "cv.gif")}, button="Add this file", status=422
    )
    assert "The content of this file is not PDF, JPEG or PNG." in wrong.text
    page = draft.browser.submit(
        wrong, {"document": upload(pdf(pages=2), "My CV.pdf")}, button="Add this file"
    )
    assert "“My CV.pdf” is kept." in page.text
    assert "PDF, 1 KB, 2 pages" in page.text
    answer = draft.browser.get(page.link("My CV.pdf"))
    assert answer.data == pdf(pages=2)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()
    page = draft.browser.submit(
        page, {"document": upload(pdf("new"), "New.pdf")}, button="Replace the file"
    )
    assert "My CV.pdf" not in page.text.replace("“My CV.pdf” is kept.", "")
    assert "New.pdf" in draft.step("papers").text
    page = draft.browser.submit(page, button="Remove New.pdf")
    assert "The file is removed." in page.text
    assert kept(session) == {"documents": 0, "files": 0}


def test_a_script_gets_the_new_list_or_the_reason(session: Session, draft: Written) -> None:
    token = draft.step("papers").value("csrf_token")

    def sent(content: bytes, key: str = PROOFS) -> tuple[int, dict[str, str]]:
        body = multipart({"csrf_token": token, "document": upload(content, "a.pdf")})
        address = f"{draft.address}/documents/{key}"
        answer = draft.browser.post(address, **body, headers={"Accept": "application/json"})
        assert "no-store" in answer.headers["Cache-Control"]
        return answer.status_code, dict(answer.json or {})

    status, told = sent(pdf())
    assert (status, told["problem"], told["name"]) == (200, "", "a.pdf")
    assert "a.pdf" in told["html"]
    assert sent(pdf())[0] == 200  # the line was cut before the answer came
    assert kept(session) == {"documents": 1, "files": 1}
    status, told = sent(pdf()[:-40])
    assert (status, "damaged" in told["problem"]) == (422, True)
    assert "a.pdf" in told["html"]


def test_a_letter_follows_from_the_page_of_the_application(
    app: Flask, session: Session, cast: Cast, draft: Written, as_person: AsPerson, clock: FixedClock
) -> None:
    add(app, session, cast.newcomer, clock.now, draft.application, CV)
    add(app, session, cast.newcomer, clock.now, draft.application, PASSPORT, name="Secret.pdf")
    send(app, session, cast.newcomer, clock.now, draft.application)
    organiser = as_person(cast.icap_organiser)
    place = f"{MANAGE}/{draft.application.reference}"
    page = organiser.follow(organiser.visit(place), "What came, and what is to follow")
    assert "To follow by Thu 22 Apr 2027, 23:59 CEST" in page.text
    assert "Secret.pdf" not in page.text + organiser.visit(place).text
    clock.now = CLOSES + timedelta(days=1)
    draft = Written(as_person(cast.newcomer), draft.application)
    page = draft.open()
    page = draft.browser.follow(page, "Add it now Letter of your supervisor")
    page = draft.browser.submit(
        page, {"document": upload(pdf("x"), "Letter.pdf")}, button="Add this file"
    )
    assert "1 file kept" in draft.open().text
    clock.advance(days=30)
    draft = Written(as_person(cast.newcomer), draft.application)
    assert "Remove" not in draft.open(f"documents/{LETTER}").text
    assert "Letter.pdf" in draft.open(f"documents/{LETTER}").text


def test_organisers_download_one_and_open_what_is_sensitive_one_by_one(
    app: Flask, session: Session, cast: Cast, draft: Written, as_person: AsPerson, clock: FixedClock
) -> None:
    mine = draft.application
    cv = add(app, session, cast.newcomer, clock.now, mine, CV)
    passport = add(app, session, cast.newcomer, clock.now, mine, PASSPORT, pdf("pass"))
    place = f"{MANAGE}/{mine.reference}/documents"
    organiser = as_person(cast.icap_organiser)
    assert organiser.get(place).status_code == 404
    send(app, session, cast.newcomer, clock.now, mine)
    page = organiser.visit(place)
    assert organiser.get(f"{place}/{cv.id}", buffered=True).data == pdf()
    assert organiser.get(f"{place}/{passport.id}").status_code == 404
    answer = organiser.send(page, button="Open file 1 Copy of your passport")
    assert answer.data == pdf("pass")
    answer.close()
    seen = organiser.visit(place.removesuffix("/documents")).text
    assert "Opened a sensitive document: Copy of your passport" in seen


@pytest.mark.parametrize("part", OTHERS)
def test_nobody_else_reads_adds_or_removes_a_document(
    app: Flask,
    session: Session,
    cast: Cast,
    draft: Written,
    as_person: AsPerson,
    clock: FixedClock,
    part: Part,
) -> None:
    mine = draft.application
    document = add(app, session, cast.newcomer, clock.now, mine, CV)
    send(app, session, cast.newcomer, clock.now, mine)
    browser = as_person(cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    hers = f"{draft.address}/documents/{CV}"
    manage = f"{MANAGE}/{mine.reference}/documents"
    for path in (hers, f"{hers}/{document.id}", manage, f"{manage}/{document.id}"):
        assert browser.get(path).status_code == 404, path
    for path in (hers, f"{hers}/{document.id}/remove", f"{manage}/{document.id}/open"):
        body = multipart({"csrf_token": token, "document": upload(pdf("mine"))})
        assert browser.post(path, **body).status_code == 404, path
    assert kept(session) == {"documents": 1, "files": 1}


def test_anothers_number_under_ones_own_address_opens_nothing(
    app: Flask, session: Session, cast: Cast, draft: Written, as_person: AsPerson, clock: FixedClock
) -> None:
    hers = new_draft(session, cast.waiting, draft.application.event, clock.now)
    foreign = add(app, session, cast.waiting, clock.now, hers, CV)
    draft.application.typed = {CV: str(foreign.id)}
    session.commit()
    assert "letter.pdf" not in draft.open(f"documents/{CV}").text
    assert draft.browser.get(f"{draft.address}/documents/{CV}/{foreign.id}").status_code == 404
    token = draft.open(f"documents/{CV}").value("csrf_token")
    answer = draft.browser.post(
        f"{draft.address}/documents/{CV}/{foreign.id}/remove", data={"csrf_token": token}
    )
    assert answer.status_code == 404
    assert kept(session) == {"documents": 1, "files": 1}
