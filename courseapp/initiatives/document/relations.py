"""Related initiatives that a source names in the platform's field for them."""

from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.rules import MembershipKind

_KINDS = {"parent": MembershipKind.PARENT, "related": MembershipKind.RELATED}


def relations_of(record: Record) -> tuple[Membership, ...]:
    """Return them as memberships, so that both ends show them. Their keys are no thing's own."""
    statement = record.current("related")
    lines = record.terms("related")
    told = (line.partition(": ") for line in lines)
    return tuple(
        Membership(
            key=f"related:{number}",
            kind=_KINDS.get(word, MembershipKind.RELATED),
            source=statement.source if statement else "",
            printed=name or word,
            organisation=name or word,
        )
        for number, (word, _, name) in enumerate(told, 1)
    )
