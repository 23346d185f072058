"""Costs, reasons, equals and ways out as values of JSON, kept with a proposal, and read back."""

from collections.abc import Mapping, Sequence
from typing import Any

from courseapp.cohorts.model.equals import Equals
from courseapp.cohorts.model.explaining import Cost, Reason, Why
from courseapp.cohorts.model.relaxations import Place, Relaxation, Thing, Way

Plain = dict[str, Any]
Told = Mapping[str, Any]


def cost_to_plain(cost: Cost) -> Plain:
    """Return what a limit cost, as values of JSON."""
    return vars(cost) | {"joins": list(cost.joins), "leaves": list(cost.leaves)}


def costs_of(told: Told) -> Sequence[Cost]:
    """Return the costs that a proposal has so far."""
    return [
        Cost(**(each | {"joins": tuple(each["joins"]), "leaves": tuple(each["leaves"])}))
        for each in told.get("costs", ())
    ]


def reason_to_plain(reason: Reason) -> Plain:
    """Return why somebody is in or out, as values of JSON."""
    return vars(reason) | {"why": reason.why.value, "limits": list(reason.limits)}


def reason_of(told: Told, reference: str) -> Reason | None:
    """Return why somebody is in or out; None while that is not worked out."""
    plain = told.get("reasons", {}).get(reference)
    if plain is None:
        return None
    return Reason(**(plain | {"why": Why(plain["why"]), "limits": tuple(plain["limits"])}))


def equals_to_plain(equals: Equals) -> Plain:
    """Return the cohorts that are as good, as values of JSON."""
    return {"cohorts": [list(each) for each in equals.cohorts], "are_all": equals.are_all}


def equals_in(told: Told) -> Equals | None:
    """Return the cohorts that are as good; None while they are not worked out."""
    plain = told.get("equals")
    if plain is None:
        return None
    return Equals(tuple(tuple(each) for each in plain["cohorts"]), plain["are_all"])


def thing_to_plain(thing: Thing) -> Plain:
    """Return something that can give, as values of JSON."""
    return {"place": thing.place.value, "key": thing.key}


def conflict_in(told: Told) -> tuple[Thing, ...]:
    """Return what cannot hold together."""
    return tuple(_thing(each) for each in told.get("conflict", ()))


def way_to_plain(way: Way) -> Plain:
    """Return a way out, as values of JSON."""
    return {
        "people": way.people,
        "relaxations": [
            {
                "thing": thing_to_plain(each.thing),
                "before": each.before,
                "after": each.after,
                "value": each.value,
            }
            for each in way.relaxations
        ],
    }


def ways_in(told: Told) -> tuple[Way, ...]:
    """Return the ways out that were found, the smallest first."""
    return tuple(
        Way(tuple(_relaxation(each) for each in way["relaxations"]), way["people"])
        for way in told.get("ways", ())
    )


def _thing(plain: Told) -> Thing:
    return Thing(Place(plain["place"]), plain["key"])


def _relaxation(plain: Told) -> Relaxation:
    return Relaxation(_thing(plain["thing"]), plain["before"], plain["after"], plain["value"])
