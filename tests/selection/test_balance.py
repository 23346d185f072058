"""An approved cohort is decided in private; a seat that comes back keeps its balance."""

from datetime import timedelta

from sqlalchemy import select

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.signals import cohort_approved
from courseapp.selection.deciding import Intent, decide
from courseapp.selection.models import Decision, Offer, PrivateDecision
from courseapp.selection.offers import answer_offer
from courseapp.selection.private import Mark, decide_privately
from courseapp.selection.rules import Answer
from courseapp.selection.rules import Choice as Wanted
from tests.cohorts.conftest import choice
from tests.cohorts.story import Choice

__all__ = ["choice"]
COHORT = ("Ana", "Bruno", "David", "Grace", "Hana", "Indra")
RESERVE = ("Carlos", "Joel", "Kiri")


def approve(choice: Choice, chosen: tuple[str, ...], reserve: tuple[str, ...]) -> None:
    """Announce it as the room of cohorts does."""
    with choice.app.app_context():
        cohort_approved.send(
            choice.course,
            session=choice.session,
            now=choice.clock.now,
            actor=choice.second,
            chosen=tuple(map(choice.reference, chosen)),
            reserve=tuple(map(choice.reference, reserve)),
        )
    choice.session.commit()


def decided(choice: Choice) -> dict[str, tuple[Wanted | None, int | None]]:
    choice.session.expire_all()
    rows = choice.session.execute(
        select(Application.full_name, PrivateDecision.choice, PrivateDecision.rank)
        .join(PrivateDecision, PrivateDecision.application_id == Application.id)
        .order_by(Application.id)
    )
    return {name.split()[0]: (wanted, rank) for name, wanted, rank in rows}


def test_an_approved_cohort_is_admitted_in_private_and_its_reserve_stands_in_order(
    choice: Choice,
) -> None:
    approve(choice, COHORT, RESERVE)
    expected: dict[str, tuple[Wanted | None, int | None]] = dict.fromkeys(
        COHORT, (Wanted.OFFER, None)
    )
    expected |= {name: (Wanted.WAIT, rank) for rank, name in enumerate(RESERVE, 1)}
    assert decided(choice) == expected
    assert {each.status for each in choice.people} == {Status.SUBMITTED}  # nobody is told


def test_another_cohort_takes_the_place_of_what_nobody_knows_yet(choice: Choice) -> None:
    mark = Mark(Wanted.DECLINE)
    lena = [choice.reference("Lena")]
    decide_privately(choice.session, choice.organiser, choice.clock.now, choice.course, lena, mark)
    approve(choice, COHORT, RESERVE)
    approve(choice, ("Farid", *COHORT[1:]), ("Kiri",))
    found = decided(choice)
    assert found["Ana"] == found["Carlos"] == found["Joel"] == (None, None)
    assert found["Farid"] == (Wanted.OFFER, None)
    assert found["Kiri"] == (Wanted.WAIT, 1)
    assert found["Lena"] == (Wanted.DECLINE, None)


def test_a_seat_that_is_given_back_goes_to_whom_the_balance_asks_for_and_says_why(
    choice: Choice,
) -> None:
    choice.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    choice.limit(LimitKind.AT_LEAST, 4, feature="gender", values=("woman",))
    about = (choice.session, choice.organiser, choice.clock.now, choice.course)
    with choice.app.app_context():
        references = tuple(
            map(choice.reference, ("Ana", "Bruno", "David", "Emil", "Grace", "Hana"))
        )
        reply_by = choice.clock.now + timedelta(days=5)
        decide(*about, Intent(Wanted.OFFER, references, reply_by=reply_by))
        waiting = tuple(map(choice.reference, ("Carlos", "Farid", "Indra", "Joel")))
        decide(*about, Intent(Wanted.WAIT, waiting))
        choice.session.commit()
        ana = choice.session.scalars(
            select(Offer).join(Application).where(Application.id == choice.named("Ana").id)
        ).one()
        answer_offer(choice.session, ana, Answer.TURN_DOWN, choice.clock.now)
        choice.session.commit()
    assert choice.named("Indra").status is Status.OFFERED
    assert choice.named("Carlos").status is Status.WAITING
    newest = choice.session.scalars(
        select(Decision).filter_by(application_id=choice.named("Indra").id).order_by(Decision.id)
    ).all()[-1]
    assert "the first with whom the limits hold" in newest.why
