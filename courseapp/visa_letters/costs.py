"""Who pays what, in plain words: settled for the event, and otherwise for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Cost(StrEnum):
    """What a journey costs, in the order in which a letter says it."""

    TRAVEL = "travel"
    LODGING = "lodging"
    MEALS = "meals"
    INSURANCE = "insurance"
    VISA_FEE = "visa_fee"


class Payer(StrEnum):
    """Who pays it; what is left out is not in the letter."""

    ORGANISER = "organiser"
    HOST = "host"
    EMPLOYER = "employer"
    PARTICIPANT = "participant"
    LEFT_OUT = "left_out"


Costs = Mapping[Cost, Payer]

COSTS: Mapping[Cost, str] = MappingProxyType(
    {
        Cost.TRAVEL: "Travel",
        Cost.LODGING: "Lodging",
        Cost.MEALS: "Meals",
        Cost.INSURANCE: "Health insurance",
        Cost.VISA_FEE: "Visa fee",
    }
)
PAYERS: Mapping[Payer, str] = MappingProxyType(
    {
        Payer.ORGANISER: "The organiser pays",
        Payer.HOST: "The host pays",
        Payer.EMPLOYER: "The employer pays",
        Payer.PARTICIPANT: "The participant pays",
        Payer.LEFT_OUT: "Not in the letter",
    }
)


@dataclass(frozen=True)
class Payers:
    """What those who pay are called in one letter; an empty name is said by what they are."""

    organiser: str
    host: str = ""
    employer: str = ""


def merged(usual: Costs, own: Costs) -> Costs:
    """Return who pays what for one person: as she differs, else as for everybody."""
    return {**usual, **own}


def said(costs: Costs, payers: Payers) -> tuple[tuple[str, str], ...]:
    """Return each cost with who pays it, such as ``Paid by the host, Example Institute``."""
    return tuple(
        (COSTS[cost], _words(costs[cost], payers))
        for cost in Cost
        if costs.get(cost, Payer.LEFT_OUT) is not Payer.LEFT_OUT
    )


def read_costs(kept: Mapping[str, str]) -> Costs:
    """Return what is kept as plain words; what is not known any more is left out."""
    known = set(Cost), set(Payer)
    return {
        Cost(cost): Payer(payer)
        for cost, payer in kept.items()
        if cost in known[0] and payer in known[1]
    }


def _words(payer: Payer, payers: Payers) -> str:
    role, name = {
        Payer.ORGANISER: ("the organiser", payers.organiser),
        Payer.HOST: ("the host", payers.host),
        Payer.EMPLOYER: ("the participant’s employer", payers.employer),
        Payer.PARTICIPANT: ("the participant", ""),
    }[payer]
    return f"Paid by {role}, {name}" if name else f"Paid by {role}"
