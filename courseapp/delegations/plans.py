"""What is entered about a delegation and about a person of it, before it is stored."""

from dataclasses import dataclass

from courseapp.delegations.rules import USUAL_SIZE


@dataclass(frozen=True)
class DelegationPlan:
    """Everything about a delegation that is entered, named as in `Delegation`.

    `subdivision` is ISO 3166-2 and then `country` its ISO 3166-1 alpha-2 parent; `contact_email`
    is lower case, "" where nobody knows it.
    """

    name: str
    size: int = USUAL_SIZE
    country: str | None = None
    subdivision: str | None = None
    contact_name: str = ""
    contact_email: str = ""
    note: str = ""


@dataclass(frozen=True)
class PersonPlan:
    """Everything about a person that is entered, named as in `Delegate`."""

    full_name: str
    position: str = ""
    email: str = ""
    is_head: bool = False
