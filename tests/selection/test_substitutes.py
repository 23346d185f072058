"""Somebody comes instead: by a focal point's proposal, or because a seat is given up."""

import pytest
from sqlalchemy import select

from courseapp.applications.rules import Action, Status
from courseapp.nominations.listing import remove_quota
from courseapp.nominations.models import Quota
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Substitute
from courseapp.selection.rules import Choice
from tests.selection.story import LIST, Round, nominated_by_kenya
from tests.support.checking_client import CheckingClient

BOARD = LIST.replace("applications", "decisions")


@pytest.fixture
def full(selection: Round) -> Round:
    """Two hold the seats; the third waits; the fourth works in Kenya too and has no decision."""
    one, two, three, four, _five = selection.applications
    four.work_country = "KE"
    selection.session.commit()
    selection.decide(Choice.OFFER, one, two)
    selection.decide(Choice.WAIT, three)
    return selection


def test_a_focal_point_proposes_an_organiser_approves_and_nobody_passes_the_substitute(
    full: Round, client: CheckingClient, organiser: CheckingClient
) -> None:
    one, _two, three, four, _five = full.applications
    link = nominated_by_kenya(full)
    page = client.visit(f"{link}/outcomes")
    assert "The organisers take no substitutes." in page.text
    organiser.submit(organiser.visit(BOARD), {"substitutes_until": "2027-03-20"}, button="Save")
    page = client.visit(f"{link}/outcomes")
    assert three.full_name not in page.text  # of another country
    typed = {"instead_of": one.reference, "reference": four.reference, "reason": "She is ill."}
    page = client.submit(page, typed, button="Propose")
    assert "Waits for the organisers" in page.text
    assert full.statuses()[0] is Status.OFFERED
    page = organiser.visit(BOARD)
    assert "She is ill." in page.text
    page = organiser.submit(page, button=f"Approve {four.full_name}")
    assert f"{four.full_name} is offered the seat." in page.text
    assert full.statuses()[:4] == [
        Status.GIVEN_UP, Status.OFFERED, Status.WAITING, Status.OFFERED,
    ]  # fmt: skip
    (letter,) = full.mails("selection_replaced", one)
    assert "has proposed somebody else in your place" in letter.text
    assert "Kenya" in letter.text
    assert four.full_name not in letter.text  # who that is, is not hers to know
    assert len(full.mails("selection_offer", four)) == 1
    assert "Approved: is offered the seat" in client.visit(f"{link}/outcomes").text
    page = organiser.visit(f"{LIST}/{four.reference}")
    assert f"Kenya proposed her in the place of {one.full_name}" in page.text
    assert client.visit(full.offer_link(one)).heading == "Your seat is not held any more"
    assert broken_invariants(full.session) == []


def test_a_proposal_is_refused_taken_back_or_too_late(
    full: Round, client: CheckingClient, organiser: CheckingClient
) -> None:
    one, two, _three, four, _five = full.applications
    link = nominated_by_kenya(full)
    organiser.submit(organiser.visit(BOARD), {"substitutes_until": "2027-03-20"}, button="Save")
    page = client.visit(f"{link}/outcomes")
    wrong = {"instead_of": two.reference, "reference": four.reference}
    token = page.value("csrf_token")
    answer = client.post(f"{link}/outcomes/substitutes", data={**wrong, "csrf_token": token})
    assert answer.status_code == 422  # not one of hers
    right = {"instead_of": one.reference, "reference": four.reference}
    page = client.submit(page, right, button="Propose")
    page = client.submit(page, button=f"Take back {four.full_name}")
    assert "Your proposal is taken back." in page.text
    page = client.submit(page, right, button="Propose")
    board, refuse = organiser.visit(BOARD), f"Refuse {four.full_name}"
    page = organiser.submit(board, {"note": "x" * 2001}, button=refuse)
    assert "Use at most 2,000 characters." in page.text
    page = organiser.submit(page, {"note": "He has taken part before."}, button=refuse)
    assert "The proposal is refused." in page.text
    page = client.visit(f"{link}/outcomes")
    assert "Not approved" in page.text
    assert "He has taken part before." in page.text
    client.submit(client.visit(f"{link}/outcomes"), right, button="Propose")
    full.clock.advance(days=20)
    page = client.visit(f"{link}/outcomes")
    assert "Substitutes could be proposed until Sat 20 Mar 2027." in page.text
    assert full.statuses()[0] is Status.OFFERED
    quota = full.session.scalars(select(Quota)).one()
    remove_quota(full.session, full.cast.icap_organiser, full.clock.now, quota)
    full.session.commit()
    assert full.session.scalars(select(Substitute)).all() == []


def test_a_seat_is_given_up_with_a_reason_that_its_holder_reads_and_goes_to_the_next(
    full: Round, organiser: CheckingClient
) -> None:
    one, *_ = full.applications
    full.step(one, Action.CONFIRM)
    page = organiser.follow(
        organiser.visit(f"{LIST}/{one.reference}"), "Give the seat to somebody else"
    )
    page = organiser.submit(page, button="Give the seat to somebody else", status=422)
    assert "Write why, in words for the person who loses the seat." in page.text
    said = {"reason": "You have not answered since March."}
    page = organiser.submit(page, said, button="Show the letter again")
    assert "You have not answered since March." in page.text
    assert full.statuses()[0] is Status.CONFIRMED
    organiser.submit(page, button="Give the seat to somebody else")
    assert full.statuses()[:3] == [Status.GIVEN_UP, Status.OFFERED, Status.OFFERED]
    (letter,) = full.mails("selection_given_up", one)
    assert "You have not answered since March." in letter.html
    assert organiser.get(f"{LIST}/{one.reference}/give-up").status_code == 404
