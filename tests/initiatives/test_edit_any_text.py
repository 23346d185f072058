"""Whatever text editors paste is stored and read again, and a page costs what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.models import Contact, InternalNote
from courseapp.initiatives.rules import MembershipKind
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, edited, held, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

NASTY = (
    "a\x00b\x07c",
    "right \u202eto\u202c left \u200f",
    "cafe\u0301",
    "<script>alert(1)</script> & “quotes”",
    "${7 * 7} %s %(x)s \\u0000",
    "=SUM(A1)",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🌍 العربية",
)


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


@contextmanager
def selects(session: Session) -> Iterator[list[str]]:
    noted: list[str] = []

    def note(*call: object) -> None:
        noted.append(str(call[2]))

    connection = session.get_bind()
    event.listen(connection, "before_cursor_execute", note)
    yield noted
    event.remove(connection, "before_cursor_execute", note)


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_stored_and_read_again(
    editor: CheckingClient, session: Session, text: str
) -> None:
    for path, values in (
        ("fields/progress/add", {"value": text, "note": text, "source": "CIP"}),
        ("fields/lead-name/add", {"printed": text, "source": "CIP"}),
        ("fields/coverage/add", {"others": text, "source": "CIP"}),
        ("fields/related/add", {"value": text, "new_title": text}),
        ("add/passages", {"kind": "means", "title": text, "text": text, "source": "CIP"}),
        ("add/counts", {"kind": "members", "value": "3", "part": text, "source": "CIP"}),
        ("add/sources", {"title": text, "dated": text}),
        ("name", {"name": text, "summary": text}),
    ):
        editor.submit(editor.visit(f"{RECORD}/{path}"), {**values, "why": text}, button="Save")
    page = editor.visit(f"{RECORD}/add/memberships")
    typed = {"printed": text, "kind": "partner", "what": "organisation", "source": "CIP"}
    editor.submit(page, typed, button="Save")
    assert newest(session).number == 10
    record = held(session)
    assert from_plain(to_plain(record)) == record
    for path in ("", "/fields/progress", "/memberships", "/versions", "/versions/2", "/sources"):
        editor.visit(RECORD + path)
    editor.visit("/initiatives/icap/history")
    editor.visit("/initiatives/icap")


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_kept_in_contacts_and_notes(
    editor: CheckingClient, session: Session, text: str
) -> None:
    values = {"name": text, "role": text, "address": text, "source": text}
    editor.submit(editor.visit(f"{RECORD}/contacts/add"), values, button="Save")
    editor.submit(editor.visit(f"{RECORD}/notes"), {"text": text}, button="Save the note")
    session.expire_all()
    assert session.scalars(select(Contact).order_by(Contact.id.desc())).first().name  # type: ignore[union-attr]
    assert session.scalars(select(InternalNote)).one().text
    editor.visit(f"{RECORD}/contacts")


@pytest.mark.parametrize("path", ["", "/memberships", "/fields/starting-year", "/versions"])
def test_a_page_costs_the_same_however_much_the_record_holds(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock, path: str
) -> None:
    costs = []
    for number in (1, 300):

        def more(record: Record, number: int = number) -> Record:
            made = [
                Membership(f"m{number}-{n}", MembershipKind.PARTNER, "CIP", f"Firm {n}")
                for n in range(number)
            ]
            return replace(record, memberships=(*record.memberships, *made))

        edited(session, cast.administrator, clock.now, more)
        with selects(session) as noted:
            editor.visit(RECORD + path)
        costs.append(len(noted))
    assert costs[0] == costs[1] <= 14
