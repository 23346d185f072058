"""The message to somebody who was given a role."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link
from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import LINK_LIFETIME, LinkPurpose, RoleKind
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.words import ROLES
from courseapp.mail.outbox import queue

FIRST_PAGE = {RoleKind.ORGANISER: "/manage", RoleKind.REVIEWER: "/account"}


def send_role(
    session: Session, now: datetime, role: Role, initiative: Initiative, actor: Person
) -> None:
    """Tell the person what she may do now; who has never proved her address gets a link to."""
    page, token = FIRST_PAGE[role.kind], ""
    if role.person.email_verified_at is None:
        token = make_link(session, now, role.person.email, LinkPurpose.INVITATION, page)
    queue(
        session,
        now,
        kind="team_invitation",
        to=role.person.email,
        about=f"initiative/{initiative.id}",
        context={
            "role": ROLES[role.kind],
            "initiative": initiative,
            "actor": actor,
            "page": page,
            "token": token,
            "days": LINK_LIFETIME[LinkPurpose.INVITATION].days,
        },
        holds_secret=bool(token),
    )
