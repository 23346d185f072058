"""Who reported is answered, organisers are told once a day, and addresses are forgotten."""

from collections.abc import Sequence
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Role
from courseapp.accounts.rules import RoleKind
from courseapp.core.audit import AuditEntry
from courseapp.corrections.tasks import forget_all, tell_all
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.corrections.story import (
    ACCEPT,
    LIST,
    READER,
    YEAR,
    Reader,
    initiative,
    letters,
    newest,
    reports,
)
from tests.support.checking_client import CheckingClient

TYPED = "Buy cheap watches"
NEWS = "mariana.costa@example.org"


def tell(app: Flask) -> int:
    with app.app_context():
        return tell_all()


def forget(app: Flask) -> int:
    with app.app_context():
        return forget_all()


def news(session: Session, to: str = NEWS) -> Sequence[str]:
    return [each.subject for each in letters(session, to) if each.kind == "reports_waiting"]


def test_a_report_is_confirmed_without_repeating_what_was_typed(
    reader: Reader, session: Session
) -> None:
    reader.report(YEAR, right="2008", comment=TYPED, source_title=TYPED, email=READER)
    letter = letters(session)[0]
    assert letter.subject == "Your report on the record of ICAP has come in"
    for told in (
        "Partnership: Since. Your report has the number 1.",
        "/initiatives/icap",
        "90 days",
    ):
        assert told in letter.text
    assert TYPED not in letter.text + letter.html
    assert letter.about == newest(session).subject


def test_without_an_address_nobody_is_written_to(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008")
    editor.submit(editor.visit(f"{LIST}/1"), button=ACCEPT, form="accept")
    assert session.scalars(select(Message)).all() == []


def test_who_reported_reads_that_the_record_is_corrected(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008", comment=TYPED, email=READER)
    editor.submit(editor.visit(f"{LIST}/1"), button=ACCEPT, form="accept")
    letter = letters(session)[-1]
    assert letter.subject == "Your report on the record of ICAP was accepted"
    assert "http://courseapp.test/initiatives/icap" in letter.text
    assert TYPED not in letter.text + letter.html


def test_organisers_are_told_of_new_reports_at_most_once_a_day(
    app: Flask, reader: Reader, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    reader.report(YEAR, right="2009")
    assert tell(app) == 1
    assert news(session) == ["2 new reports on the record of ICAP"]
    reader.report(YEAR, right="2010")
    assert tell(app) == 0
    reader.clock.advance(hours=23)
    assert tell(app) == 0
    reader.clock.advance(hours=1, minutes=1)
    assert tell(app) == 1
    assert news(session)[1:] == ["1 new report on the record of ICAP"]
    reader.clock.advance(days=2)
    assert tell(app) == 0


def test_the_news_says_nothing_of_who_reported_what(
    app: Flask, reader: Reader, session: Session
) -> None:
    reader.report(YEAR, right="2008", comment=TYPED, source_title=TYPED, email=READER)
    tell(app)
    letter = letters(session, NEWS)[0]
    assert f"http://courseapp.test{LIST}" in letter.text
    for secret in (READER, TYPED, "2008"):
        assert secret not in letter.text + letter.html


def test_what_is_decided_already_or_looks_like_advertising_is_no_news(
    app: Flask, reader: Reader, session: Session, editor: CheckingClient
) -> None:
    reader.report(YEAR, right="2008")
    editor.submit(editor.visit(f"{LIST}/1"), button=ACCEPT, form="accept")
    reader.report("record/whole", right="https://a.example " * 3)
    assert tell(app) == 0
    assert news(session) == []


def test_each_organiser_of_the_initiative_is_told_and_nobody_else(
    app: Flask, reader: Reader, session: Session, cast: Cast
) -> None:
    reader.report(YEAR, right="2008")
    own = initiative(session).id
    session.add(Role(person=cast.newcomer, initiative_id=own, kind=RoleKind.ORGANISER))
    session.commit()
    tell(app)
    assert len(news(session)) == len(news(session, cast.newcomer.email)) == 1
    for other in (cast.a6ip_organiser, cast.reviewer, cast.administrator):
        assert news(session, other.email) == []


def test_what_nobody_organises_is_told_to_whoever_comes(
    app: Flask, reader: Reader, session: Session, cast: Cast
) -> None:
    reader.report("record/whole", slug="cmp", right="Too short")
    assert tell(app) == 0
    own = initiative(session, "cmp").id
    session.add(Role(person=cast.newcomer, initiative_id=own, kind=RoleKind.ORGANISER))
    session.commit()
    assert tell(app) == 1
    assert news(session, cast.newcomer.email) == ["1 new report on the record of CMP"]


def test_an_address_is_forgotten_ninety_days_after_the_decision_with_its_messages(
    app: Flask, reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    reader.report("statements/goals", right="More", email=READER)
    editor.submit(editor.visit(f"{LIST}/1"), button=ACCEPT, form="accept")
    assert len(letters(session)) == 3
    reader.clock.advance(days=90)
    assert forget(app) == 0
    reader.clock.advance(seconds=1)
    assert forget(app) == 1
    decided, waiting = reports(session)
    assert (decided.email, waiting.email) == ("", READER)
    assert [each.about for each in letters(session)] == [waiting.subject]
    assert forget(app) == 0
    about = select(AuditEntry).where(AuditEntry.subject == decided.subject)
    entries = session.scalars(about.order_by(AuditEntry.id))
    told = [f"{each.summary} {each.before} {each.after}" for each in entries]
    assert READER not in " ".join(told)
    assert "was deleted, 90 days after the decision" in told[-1]


def test_a_report_that_waits_keeps_its_address_however_long(
    app: Flask, reader: Reader, session: Session
) -> None:
    reader.report(YEAR, right="2008", email=READER)
    reader.clock.advance(days=400)
    assert forget(app) == 0
    assert newest(session).email == READER


def test_the_worker_does_both_by_itself(app: Flask) -> None:
    planned = {each.name: each for each in app.extensions["jobs"]._registry.periodic_tasks}
    at_seven_past, at_night = datetime(2027, 3, 1, 9, 7), datetime(2027, 3, 1, 3, 41)  # noqa: DTZ001
    assert planned["tell_of_reports"].validate_datetime(at_seven_past)
    assert planned["forget_reporters"].validate_datetime(at_night)
    assert not planned["forget_reporters"].validate_datetime(at_seven_past)
