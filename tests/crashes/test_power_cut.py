"""Web server and worker die without warning while applications come in: nothing is lost."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.mail.models import Message
from courseapp.mail.rules import CLAIM_LIFETIME, MessageState
from courseapp.selection.invariants import broken_invariants
from tests.crashes.applicants import all_send, arrange, database_of, look_into
from tests.support.product import Product, StartProduct
from tests.support.smtp import PostOffice

APPLICANTS = 200


def arrived(office: PostOffice) -> Counter[str]:
    return Counter(str(message["Message-ID"]) for message in office.messages)


def receipts(product: Product) -> dict[str, Message]:
    with look_into(product) as session:
        found = session.scalars(select(Message).filter_by(kind="application_receipt")).all()
        session.expunge_all()
    return {message.message_id: message for message in found}


def let_claims_grow_old(product: Product) -> None:
    """What a dead worker held is given up after five minutes: let them pass."""
    with database_of(product) as (_, session):
        before = datetime.now(UTC) - CLAIM_LIFETIME - timedelta(minutes=1)
        held = update(Message).where(Message.state == MessageState.SENDING)
        session.execute(held.values(claimed_at=before))


def test_every_acknowledged_application_is_there_once_and_every_receipt_arrives(
    start_product: StartProduct, post_office: PostOffice
) -> None:
    product = start_product(smtp_url=post_office.url)
    applicants = arrange(product, APPLICANTS)
    acknowledged: list[str] = []
    sending = threading.Thread(target=lambda: acknowledged.extend(all_send(applicants)))
    sending.start()
    product.wait_until(lambda: len(post_office.messages) >= 20)
    product.kill("worker")
    product.wait_until(lambda: len(receipts(product)) >= 60)
    product.kill("webserver")
    product.wait_until(lambda: len(receipts(product)) >= 120)
    product.kill("worker")
    product.kill("webserver")
    sending.join(180)
    sent_before = {
        name for name, message in receipts(product).items() if message.state is MessageState.SENT
    }
    arrived_before = arrived(post_office)
    let_claims_grow_old(product)
    product.wait_until(lambda: len(arrived(post_office)) == APPLICANTS, seconds=120)
    product.wait_until(
        lambda: {message.state for message in receipts(product).values()} == {MessageState.SENT}
    )

    assert len(set(acknowledged)) == APPLICANTS
    with database_of(product) as (_, session):
        submitted = select(func.count(Application.id)).filter_by(status=Status.SUBMITTED)
        assert session.scalar(submitted) == APPLICANTS
        entries = select(func.count(AuditEntry.id)).filter_by(verb="submit")
        assert session.scalar(entries) == APPLICANTS
        assert broken_invariants(session) == []
    assert set(receipts(product)) == set(arrived(post_office))
    again = arrived(post_office) - arrived_before
    assert not sent_before & set(again), "sent again after its row said that it was sent"
