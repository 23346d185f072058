"""Posts that no page of ours would send: line ends in every field, and fields that nobody asked."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.events.models import Event
from courseapp.forms.choosing import newest_version
from courseapp.forms.document.record import FormDocument, Kind, Question, Section
from courseapp.forms.shipped import OFFICIALS, shipped_form
from courseapp.intake.exporting.giving_out import GivenAs
from courseapp.mail.attachments import Enclosures
from courseapp.mail.models import Message
from courseapp.mail.outgoing import as_email, outgoing
from courseapp.scenarios.cast import Cast
from tests.applications.story import ABOUT, ANSWERS, Written, new_course
from tests.endorsements.story import publish_officials_form
from tests.intake.test_export import exported, rows
from tests.support.people import AsPerson

HOSTILE = "Ana\r\nBcc: everybody@example.org\r\n\r\n.\r\nQUIT\n\r\x0b\u2028Subject: Won"
GO_ON, SEND = "Save and go on", "Send my application"
FORM = shipped_form(OFFICIALS)
# Columns of an application and what a hopeful applicant could post for them.
WISHES = {
    "status": "confirmed",
    "confirmed_at": "2027-03-01T10:00:00",
    "reference": "AAAA-AAAA-AAAA",
    "person_id": "1",
    "event_id": "1",
    "form_version_id": "999",
    "version": "999",
    "submitted_at": "2020-01-01T00:00:00",
    "due_at": "2030-01-01T00:00:00",
    "search_text": "chosen",
    "answers": '{"full_name": "Somebody else"}',
    "typed": "{}",
    "seats": "1",
    "role": "administrator",
    "is_let_in": "yes",
}


def controls(question: Question) -> Iterator[str]:
    """Yield the names under which the controls of a question send."""
    yield question.key
    for number in (1, 2):
        yield f"{question.key}-{number}"
        yield f"{question.key}-{number}-level"
        for column in question.columns:
            yield f"{question.key}-{number}-{column.key}"


def posted(draft: Written, section: Section, page: str = "") -> int:
    """Send line ends in every control of a page of the form; return the status."""
    sent = {name: HOSTILE for each in section.questions for name in controls(each)}
    token = draft.step(section.key).value("csrf_token")
    data = {**sent, "csrf_token": token, "seen": HOSTILE, "ages": HOSTILE, "then": HOSTILE}
    address = f"{draft.address}/steps/{section.key}{page}"
    return draft.browser.post(address, data=data).status_code


def leaving(session: Session) -> Iterator[EmailMessage]:
    """Yield each message as a mail program reads what leaves."""
    for message in session.scalars(select(Message)):
        octets = as_email(outgoing(message, Enclosures()), "noreply@courseapp.test").as_bytes()
        yield message_from_bytes(octets, _class=EmailMessage, policy=default)


def of_kind(document: FormDocument, *kinds: Kind) -> list[str]:
    return [each.key for each in document.questions if each.kind in kinds]


def test_line_ends_in_every_field_are_no_lines_where_a_line_is_asked(
    draft: Written, course: Event, session: Session
) -> None:
    publish_officials_form(session, course, draft.application.created_at)
    draft.application.form_version = newest_version(session, course)
    session.commit()
    for section in FORM.sections:
        for page in ("", "/keep"):
            assert posted(draft, section, page) in {200, 303, 409, 422}, section.key
    session.expire_all()
    typed = draft.application.typed or {}
    assert len(typed) > 20
    for key, text in typed.items():
        assert not set(text) & set("\r\x0b\u2028"), key
    for key in of_kind(FORM, Kind.LINE, Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.NUMBER):
        assert "\n" not in typed.get(key, ""), key


def test_what_was_sent_with_line_ends_makes_no_header_no_line_and_no_row_of_its_own(
    draft: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    free = {"full_name", "certificate_name", "organisation", "position", "experience", "motivation"}
    draft.application.typed = {**ANSWERS}
    session.commit()
    for section, names in (
        ("about", ("full_name", "certificate_name")),
        ("work", ("organisation", "position", "experience")),
        ("motivation", ("motivation",)),
    ):
        draft.browser.submit(draft.step(section), dict.fromkeys(names, HOSTILE), button=GO_ON)
    draft.browser.submit(draft.open("check"), button=SEND)
    session.expire_all()
    sent = draft.application
    assert (sent.status, set(sent.answers) >= free) == (Status.SUBMITTED, True)
    letters = list(leaving(session))
    assert {each["To"] for each in letters} == {cast.newcomer.email}
    assert len(letters) >= 2
    for letter in letters:
        assert letter["Bcc"] is None
        assert "Won" not in letter["Subject"]
        assert len(letter.get_all("Subject", [])) == 1
    content = exported(as_person(cast.icap_organiser), "", GivenAs.CSV)
    assert len(rows(content)) == 1


def test_fields_that_no_page_has_change_nothing(
    draft: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    """Neither the columns of the row, nor answers that are asked on another page or by nobody."""
    others = new_course(session, draft.application.created_at, slug="other-2027")
    session.commit()
    before = columns_of(session, draft.application)
    page = draft.step("about")
    typed = {**WISHES, **ABOUT, "motivation": "From another page", "shoe_size": "41"}
    data = {**typed, "csrf_token": page.value("csrf_token"), "seen": page.value("seen")}
    for address in ("steps/about", "steps/about/keep"):
        draft.browser.post(f"{draft.address}/{address}", data=data)
    assert columns_of(session, draft.application) == before
    typed_now = draft.application.typed or {}
    assert typed_now["full_name"] == "Tevita"
    assert not {"motivation", "shoe_size", *WISHES} & set(typed_now)
    draft.application.typed = dict(ANSWERS)
    session.commit()
    check = draft.open("check")
    token, version = check.value("csrf_token"), check.value("version")
    sent = {**WISHES, "csrf_token": token, "version": version}
    draft.browser.post(f"{draft.address}/submit", data=sent)
    session.expire_all()
    assert draft.application.status is Status.SUBMITTED
    assert draft.application.reference != WISHES["reference"]
    apply = f"/events/{others.slug}/apply"
    draft.browser.post(apply, data={**WISHES, "csrf_token": token})
    begun = session.scalars(select(Application).filter_by(event_id=others.id)).one()
    assert (begun.status, begun.person_id) == (Status.DRAFT, cast.newcomer.id)
    assert begun.reference != WISHES["reference"]
    assert begun.created_at - draft.application.created_at < timedelta(days=1)


def columns_of(session: Session, application: Application) -> dict[str, object]:
    """Return all that is kept of an application but what she types and when it was saved."""
    session.expire_all()
    own = {"typed", "typed_at", "replaced", "saved_at", "version", "language"}
    names = {each.key for each in Application.__table__.columns} - own
    return {name: getattr(application, name) for name in sorted(names)}
