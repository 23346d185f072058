"""Tasks and results as canonical JSON with a digest, so that minutes can be reproduced.

Canonical is: keys sorted, nothing between tokens, letters as they are, people in the order of
their references and values of a feature in order, UTF-8 (after RFC 8785; all numbers are whole).
The digest is SHA-256 in hexadecimal. The same task has the same digest and the same cohort,
whatever the order in which people were read; the order of limits and modules is part of it.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from courseapp.cohorts.model.record import (
    Candidate,
    Limit,
    LimitKind,
    Missed,
    Module,
    Result,
    Task,
    Unusable,
)

Plain = dict[str, Any]

METHOD = 1  # raise it when the same task may give another cohort
# What building a thing from the wrong JSON raises.
_UNREADABLE = (TypeError, KeyError, ValueError, AttributeError)


class Unreadable(ValueError):  # noqa: N818 - says what the caller must put right
    """A document that is no task or no result of this method."""


def task_to_json(task: Task) -> str:
    """Return a task as canonical JSON."""
    return _canonical(
        {
            "method": METHOD,
            "seats": task.seats,
            "fewest": task.fewest,
            "seed": task.seed,
            "least_modules": task.least_modules,
            "most_modules": task.most_modules,
            "modules": [{"key": each.key, "seats": each.seats} for each in task.modules],
            "limits": [_limit_to_plain(each) for each in task.limits],
            "candidates": [
                _candidate_to_plain(each)
                for each in sorted(task.candidates, key=lambda each: each.reference)
            ],
        }
    )


def task_from_json(document: str) -> Task:
    """Return the task of a document. Raises Unreadable."""
    try:
        plain = _of_this_method(document)
        return Task(
            candidates=tuple(_candidate_from_plain(each) for each in plain.pop("candidates")),
            limits=tuple(_limit_from_plain(each) for each in plain.pop("limits")),
            modules=tuple(Module(**each) for each in plain.pop("modules")),
            **plain,
        )
    except _UNREADABLE as error:
        raise Unreadable(f"This is no task: {error}") from error


def result_to_json(result: Result) -> str:
    """Return a result as canonical JSON."""
    return _canonical(
        {
            "method": METHOD,
            "chosen": sorted(result.chosen),
            "points": result.points,
            "lost": result.lost,
            "wishes": result.wishes,
            "empty_seats": result.empty_seats,
            "missed": [vars(each) for each in result.missed],
            "modules": {key: list(had) for key, had in result.modules.items()},
        }
    )


def result_from_json(document: str) -> Result:
    """Return the result of a document. Raises Unreadable."""
    try:
        plain = _of_this_method(document)
        return Result(
            chosen=tuple(plain.pop("chosen")),
            missed=tuple(Missed(**each) for each in plain.pop("missed")),
            modules={key: tuple(had) for key, had in plain.pop("modules").items()},
            **plain,
        )
    except _UNREADABLE as error:
        raise Unreadable(f"This is no result: {error}") from error


def digest(document: str) -> str:
    """Return the SHA-256 digest of a canonical document, in hexadecimal."""
    return sha256(document.encode()).hexdigest()


def task_digest(task: Task) -> str:
    """Return the digest of a task: what stands in the minutes."""
    return digest(task_to_json(task))


def result_digest(result: Result) -> str:
    """Return the digest of a result."""
    return digest(result_to_json(result))


def _canonical(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _of_this_method(document: str) -> Plain:
    plain: Plain = json.loads(document)
    method = plain.pop("method")
    if method != METHOD:
        raise Unusable(f"it was made by method {method}, not {METHOD}")
    return plain


def _candidate_to_plain(candidate: Candidate) -> Plain:
    return {
        "reference": candidate.reference,
        "points": candidate.points,
        "traits": _traits_to_plain(candidate.traits),
        "wishes": list(candidate.wishes),
        "is_fixed": candidate.is_fixed,
        "holds": None if candidate.holds is None else list(candidate.holds),
    }


def _traits_to_plain(traits: Mapping[str, Iterable[str]]) -> Plain:
    """A feature of which nothing is known is left out: it is the same as no feature."""
    return {feature: sorted(values) for feature, values in traits.items() if values}


def _candidate_from_plain(plain: Plain) -> Candidate:
    traits, wishes, holds = (plain.pop(key) for key in ("traits", "wishes", "holds"))
    return Candidate(
        traits={feature: frozenset(values) for feature, values in traits.items()},
        wishes=tuple(wishes),
        holds=None if holds is None else tuple(holds),
        **plain,
    )


def _limit_to_plain(limit: Limit) -> Plain:
    plain = vars(limit) | {"kind": limit.kind.value, "except_for": dict(limit.except_for)}
    return plain | {"values": list(limit.values), "people": list(limit.people)}


def _limit_from_plain(plain: Plain) -> Limit:
    values, people, kind = (plain.pop(key) for key in ("values", "people", "kind"))
    return Limit(kind=LimitKind(kind), values=tuple(values), people=tuple(people), **plain)
