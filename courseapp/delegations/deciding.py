"""The organisers approve or refuse a substitute, and the focal point is told."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.delegations import letters
from courseapp.delegations.models import Delegate, Delegation
from courseapp.delegations.rules import DELEGATE_STEPS, DelegateAction, DelegateState
from courseapp.delegations.words import STATE_LABELS
from courseapp.events.facts.changing import log, require_alive

_DECISIONS = {
    DelegateAction.APPROVE: ("approve substitute", "Approved"),
    DelegateAction.REFUSE: ("refuse substitute", "Did not approve"),
}


def decide_substitute(
    session: Session, actor: Person, now: datetime, person: Delegate, action: DelegateAction
) -> None:
    """Let her come for the earlier person, or not. Pressed twice, it is one decision and letter.

    Whom she replaces then does not come any more; of a head she is the head. Raises Problem
    where the delegation has taken the request back, or another decision stands.
    """
    delegation = person.delegation
    lock(session, Delegation, delegation.id)
    require_alive(delegation.event)
    lock(session, Delegate, person.id)
    state = DELEGATE_STEPS.get((person.state, action))
    if state is None:
        if person.state is _WANTED.get(action):
            return
        stands = STATE_LABELS[person.state].text.lower()
        raise Problem(f"{person.full_name} stands as “{stands}”, so this cannot be done.")
    approved = state is DelegateState.APPROVED
    if approved:
        _replace(session, now, person)
    person.state, person.decided_at, person.changed_at = state, now, now
    if delegation.contact_email:
        facts = letters.decision_for(actor, person, approved=approved)
        letters.tell_decision(session, now, delegation, facts)
    verb, did = _DECISIONS[action]
    told = f"{did} {person.full_name} for {delegation.name}."
    log(session, delegation.event, actor, now, verb, told)
    session.flush()


def _replace(session: Session, now: datetime, person: Delegate) -> None:
    earlier = person.replaces
    if earlier is None:
        return
    lock(session, Delegate, earlier.id)
    if not earlier.comes:
        raise Problem(f"{earlier.full_name} has been withdrawn. Ask the delegation whom it sends.")
    was_head = earlier.is_head
    earlier.state, earlier.is_head, earlier.changed_at = DelegateState.WITHDRAWN, False, now
    session.flush()
    person.state, person.decided_at = DelegateState.APPROVED, now
    person.is_head = was_head


_WANTED = {
    DelegateAction.APPROVE: DelegateState.APPROVED,
    DelegateAction.REFUSE: DelegateState.REFUSED,
}
