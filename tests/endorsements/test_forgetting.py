"""Who supported an application is forgotten with the answer that named her, and told so."""

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.audit import AuditEntry
from courseapp.endorsements.models import Endorsement
from courseapp.events.models import Event
from courseapp.files.models import StoredFile
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written
from tests.endorsements.story import SUPERVISOR
from tests.endorsements.test_endorse_by_link import ASK, links, send
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value
from tests.support.people import AsPerson
from tests.support.uploads import pdf, upload

SIGNED, NOTE = "Ana M. Director", "She is our best."


def after(clock: FixedClock, course: Event, days: int) -> None:
    assert course.ends_on is not None
    clock.advance(days=(course.ends_on - clock.now.date()).days + days)


def answered(draft: Written, session: Session, client: CheckingClient, clock: FixedClock) -> None:
    """Let the supervisor answer with a letter, and the application be sent."""
    draft.browser.submit(draft.open(), button=ASK)
    page = client.visit(f"{links(session)[0]}?language=en")
    values: dict[str, Value] = {
        "answer": "endorse",
        "signed_name": SIGNED,
        "signed_position": "Director",
        "note": NOTE,
        "letter": upload(pdf("signed"), "signed.pdf"),
    }
    client.submit(page, values, button="Send my answer")
    send(draft, session, clock)


def everything(session: Session) -> str:
    """Return all that is kept of mails, of the history, of supervisors and of files."""
    session.expire_all()
    rows = [
        *((each.to_address, each.text, each.html) for each in session.scalars(select(Message))),
        *((each.actor, each.summary) for each in session.scalars(select(AuditEntry))),
        *((each.name, each.email, each.note) for each in session.scalars(select(Endorsement))),
        *((each.answers, each.typed) for each in session.scalars(select(Application))),
        *session.scalars(select(StoredFile.name)),
    ]
    return str(rows)


def test_a_supervisor_is_gone_with_the_answer_that_named_her_and_a_dry_run_deletes_nothing(
    app: Flask,
    draft: Written,
    session: Session,
    client: CheckingClient,
    cast: Cast,
    course: Event,
    clock: FixedClock,
    as_person: AsPerson,
) -> None:
    answered(draft, session, client, clock)
    receipt = {
        "kind": "application_receipt",
        "text": "I told: Ana Director",
        "html": "Ana Director",
    }
    session.execute(update(Message).where(Message.kind == "application_resume").values(receipt))
    session.commit()
    traces = (SUPERVISOR, "Ana Director", SIGNED, NOTE, "signed.pdf")
    told = everything(session)
    assert all(each in told for each in traces)
    after(clock, course, 182)
    run = app.test_cli_runner().invoke
    dry = run(args=["applications", "forget", "--dry-run"])
    assert dry.output == ("Would delete of 1 applications, 0 journeys. Nothing is deleted.\n")
    assert everything(session) == told
    done = run(args=["applications", "forget"])
    assert done.output == "Deleted of 1 applications, 0 journeys.\n"
    told = everything(session)
    assert not [each for each in traces if each in told]
    assert "What this message said was deleted, as announced." in told
    page = as_person(cast.newcomer).visit(f"{draft.address}/print")
    assert "Deleted, as announced" in page.text
    place = f"/manage/events/{course.slug}/applications/{draft.application.reference}"
    seen = as_person(cast.icap_organiser).visit(place)
    assert "Deleted, as announced" in seen.text
    assert "Support of the supervisor" not in seen.text
    assert run(args=["applications", "forget"]).output.startswith("Deleted of 0 ")


def test_a_page_says_until_when_what_is_answered_on_it_is_kept(draft: Written) -> None:
    assert draft.application.event.ends_on is not None
    page = draft.step("support")
    assert "Deleted after Wed 1 Mar 2028" in page.text
