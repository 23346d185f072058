"""What a delegation may read by its link: papers whose embargo is over, and the way to each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.delegations.models import Delegation
from courseapp.delegations.rules import DelegationStatus
from courseapp.events.ports.handouts import Handout
from courseapp.materials.models import Material
from courseapp.materials.queries import material_for, materials_told
from courseapp.materials.rules import DELEGATION

ELSEWHERE = "/materials/"


def papers_of(
    session: Session, delegation: Delegation, now: datetime, home: str
) -> Mapping[int | None, Sequence[Handout]]:
    """Return what it may open now, by the id of the session, None for the whole event.

    `home` is the path of its link, by which files are downloaded. Who declined reads nothing.
    """
    if delegation.status is DelegationStatus.DECLINED:
        return {}
    found = materials_told(session, delegation.event, now, DELEGATION)
    return {key: [_by_link(each, home) for each in rows] for key, rows in found.items()}


def paper_of(session: Session, delegation: Delegation, now: datetime, key: str) -> Material | None:
    """Return a paper that the delegation may download now; None where there is none for it."""
    if delegation.status is DelegationStatus.DECLINED:
        return None
    return material_for(session, delegation.event, now, key, DELEGATION)


def _by_link(each: Handout, home: str) -> Handout:
    own = each.is_file and each.href.startswith(ELSEWHERE)
    return replace(each, href=f"{home}{each.href}") if own else each
