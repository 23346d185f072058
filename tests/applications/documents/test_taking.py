"""A document comes once, counts when it should, goes for good, and may follow later."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.applications.asked import FOR_REVIEWERS, NOT_SENSITIVE
from courseapp.applications.documents.asked import asked_document, to_follow
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.organising import (
    documents_sent,
    open_sensitive,
    sent_document,
)
from courseapp.applications.documents.taking import forget_documents, remove_document
from courseapp.applications.drafting import drop_changes
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import history
from courseapp.core.errors import NotFound, Problem
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import Stage, Visibility
from courseapp.scenarios.cast import Cast
from tests.applications.documents.story import CV, LETTER, PASSPORT, PROOFS, add, kept, send
from tests.applications.story import CLOSES, Written, mails
from tests.extra_time.story import PLAN, Desk
from tests.support.clock import FixedClock
from tests.support.uploads import pdf

WEEK = timedelta(days=7)


def ids(*documents: ApplicationDocument) -> str:
    return "\n".join(str(each.id) for each in documents)


def test_an_upload_becomes_the_answer_and_nothing_else_changes(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    mine.typed = {"remark": "half a sen", PROOFS: "99999"}
    first = add(app, session, cast.newcomer, clock.now, mine, PROOFS)
    clock.advance(minutes=1)
    second = add(app, session, cast.newcomer, clock.now, mine, PROOFS, pdf("two"), "b.pdf")
    assert mine.typed == {"remark": "half a sen", PROOFS: ids(first, second)}
    assert mine.saved_at == clock.now
    assert len(mails(session, "application_resume")) == 1
    asked = asked_document(session, mine, PROOFS, clock.now)
    assert (asked.documents, asked.room) == ((first, second), 0)
    with pytest.raises(Problem, match="There are 2 files already"):
        add(app, session, cast.newcomer, clock.now, mine, PROOFS, pdf("three"))


def test_the_same_file_twice_is_one(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    first = add(app, session, cast.newcomer, clock.now, mine, PROOFS)
    version = mine.version
    assert add(app, session, cast.newcomer, clock.now, mine, PROOFS, name="again.pdf") is first
    assert mine.version == version
    other = add(app, session, cast.newcomer, clock.now, mine, CV)
    assert other is not first
    session.flush()
    assert kept(session) == {"documents": 2, "files": 2}
    twin = {"file_id": other.file_id, "sha256": first.sha256, "question": PROOFS}
    row = {"application_id": mine.id, "stage": Stage.APPLICATION, "uploaded_at": clock.now}
    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(ApplicationDocument(**row, **twin))


def test_where_one_is_asked_for_a_new_one_takes_its_place_and_the_old_one_is_gone(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    add(app, session, cast.newcomer, clock.now, mine, CV)
    new = add(app, session, cast.newcomer, clock.now, mine, CV, pdf("new"))
    assert mine.typed == {"full_name": "Tevita", CV: ids(new)}
    assert session.scalars(select(ApplicationDocument)).all() == [new]
    assert kept(session) == {"documents": 1, "files": 1}
    remove_document(session, cast.newcomer, clock.now, mine, new.id)
    assert mine.typed == {"full_name": "Tevita", CV: ""}
    assert kept(session) == {"documents": 0, "files": 0}


def test_nothing_is_added_to_what_is_no_question_for_files(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    for key in ("remark", "about", "consent", ""):
        with pytest.raises(NotFound):
            add(app, session, cast.newcomer, clock.now, draft.application, key)
    with pytest.raises(Problem, match="is not PDF, JPEG or PNG"):
        add(app, session, cast.newcomer, clock.now, draft.application, CV, b"<html>")
    assert kept(session) == {"documents": 0, "files": 0}


def sent_with(app: Flask, session: Session, cast: Cast, now: object, mine: Application) -> None:
    """Send the application with a CV and a passport, and no letter yet."""
    add(app, session, cast.newcomer, now, mine, CV)  # type: ignore[arg-type]
    add(app, session, cast.newcomer, now, mine, PASSPORT, pdf("pass"))  # type: ignore[arg-type]
    send(app, session, cast.newcomer, now, mine)  # type: ignore[arg-type]


def test_a_letter_may_follow_after_sending_and_counts_at_once(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    sent_with(app, session, cast, clock.now, mine)
    (asked,) = to_follow(session, mine, clock.now)
    assert (asked.key, asked.due and asked.due.at) == (LETTER, CLOSES + WEEK)
    clock.now = CLOSES + timedelta(days=6)
    letter = add(app, session, cast.newcomer, clock.now, mine, LETTER, pdf("letter"))
    assert mine.typed is None
    assert mine.answers[LETTER] == ids(letter)
    assert [each.answers.get(LETTER) for each in mine.sendings] == [None, ids(letter)]
    assert "A document came: Letter of your supervisor" in [
        each.summary for each in history(session, [f"application/{mine.id}"])
    ]
    for key in (CV, PROOFS, PASSPORT):
        with pytest.raises(Problem, match="cannot be changed any more"):
            add(app, session, cast.newcomer, clock.now, mine, key, pdf("late"))


def test_who_has_longer_to_apply_has_longer_for_what_follows(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    desk = Desk(app, session, clock, cast, draft.application.event)
    desk.given_to(cast.newcomer.email, may_begin=False)
    asked = asked_document(session, draft.application, LETTER, clock.now)
    assert asked.due is not None
    assert asked.due.at == PLAN.until.at + WEEK
    assert asked_document(session, draft.application, CV, clock.now).due is None


def test_after_its_own_deadline_a_letter_is_refused_with_the_reason(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    sent_with(app, session, cast, clock.now, mine)
    clock.now = CLOSES + WEEK + timedelta(minutes=mine.event.grace_minutes or 0, seconds=1)
    told = "could be sent until Thu 22 Apr 2027, 23:59 CEST. It is too late now"
    with pytest.raises(Problem, match=told):
        add(app, session, cast.newcomer, clock.now, mine, LETTER)
    late = {each.key: each.is_late(clock.now) for each in documents_sent(session, mine, clock.now)}
    assert late == {CV: False, LETTER: True, PROOFS: False, PASSPORT: False}
    mine.status = Status.DECLINED
    assert to_follow(session, mine, clock.now) == ()


def test_changes_of_what_was_sent_count_when_they_are_sent(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    mine.event.may_change_sent = True
    sent_with(app, session, cast, clock.now, mine)
    before = mine.answers[CV]
    add(app, session, cast.newcomer, clock.now, mine, CV, pdf("better"))
    assert mine.answers[CV] == before
    first = sent_document(session, mine, int(before), NOT_SENSITIVE)
    drop_changes(session, clock.now, mine)
    assert asked_document(session, mine, CV, clock.now).documents == (first,)
    newest = add(app, session, cast.newcomer, clock.now, mine, CV, pdf("best"))
    assert kept(session)["documents"] == 3  # the passport, the first one, the newest one
    send(app, session, cast.newcomer, clock.now, mine)
    assert mine.answers[CV] == ids(newest)
    with pytest.raises(NotFound):
        sent_document(session, mine, first.id, NOT_SENSITIVE)


def test_readers_get_what_was_sent_and_what_they_may_see(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    cv = add(app, session, cast.newcomer, clock.now, mine, CV)
    proof = add(app, session, cast.newcomer, clock.now, mine, PROOFS)
    passport = add(app, session, cast.newcomer, clock.now, mine, PASSPORT)
    with pytest.raises(NotFound):
        sent_document(session, mine, cv.id, NOT_SENSITIVE)
    send(app, session, cast.newcomer, clock.now, mine)
    seen = {
        (each.question, name)
        for each in (cv, proof, passport)
        for name, may_see in (("organiser", NOT_SENSITIVE), ("reviewer", FOR_REVIEWERS))
        if not raises_not_found(session, mine, each.id, may_see)
    }
    assert seen == {(CV, "organiser"), (CV, "reviewer"), (PROOFS, "organiser")}
    assert open_sensitive(session, cast.icap_organiser, clock.now, mine, passport.id) is passport
    newest = history(session, [f"application/{mine.id}"])[0]
    assert newest.summary == "Opened a sensitive document: Copy of your passport"
    with pytest.raises(NotFound):
        open_sensitive(session, cast.icap_organiser, clock.now, mine, cv.id)


def raises_not_found(
    session: Session, mine: Application, number: int, may_see: frozenset[Visibility]
) -> bool:
    try:
        sent_document(session, mine, number, may_see)
    except NotFound:
        return True
    return False


def test_what_is_forgotten_is_gone(
    app: Flask, session: Session, cast: Cast, draft: Written, clock: FixedClock
) -> None:
    mine = draft.application
    sent_with(app, session, cast, clock.now, mine)
    assert forget_documents(session, [mine.id + 1]) == 0
    assert forget_documents(session, [mine.id], {PASSPORT}, Stage.APPLICATION) == 1
    assert session.scalars(select(ApplicationDocument.question)).all() == [CV]
    assert forget_documents(session, [mine.id]) == 1
    assert session.scalars(select(StoredFile)).all() == []
