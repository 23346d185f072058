"""A proposal solved again from what was kept: whether it comes out the same, on any machine."""

import json
from dataclasses import dataclass

from courseapp.cohorts.model.document import (
    Unreadable,
    digest,
    result_to_json,
    task_from_json,
    task_to_json,
)
from courseapp.cohorts.model.record import Impossible
from courseapp.cohorts.model.solving import solve
from courseapp.cohorts.models import CohortProposal


@dataclass(frozen=True)
class Kept:
    """What was kept of a proposal; `result` is None where the limits could not hold together.

    `is_stripped` where answers were deleted since, as their forms had announced: then the task is
    not whole any more, and no cohort follows from it.
    """

    task: str
    task_digest: str
    result: str | None
    result_digest: str
    is_stripped: bool = False


@dataclass(frozen=True)
class Compared:
    """What came out beside what was kept."""

    task_is_whole: bool  # its digest is that of the document
    result_is_whole: bool
    result_digest: str  # of what came out now; "" where the limits cannot hold together
    is_same: bool


def kept_of(row: CohortProposal) -> Kept:
    """Return what the database keeps of a proposal."""
    return Kept(row.task, row.task_digest, row.result, row.result_digest or "", row.is_stripped)


def kept_to_json(kept: Kept) -> str:
    """Return it as a file: both documents as they are, with their digests."""
    return json.dumps(vars(kept), ensure_ascii=False, indent=1, sort_keys=True)


def kept_from_json(text: str) -> Kept:
    """Return what such a file holds. Raises Unreadable."""
    try:
        return Kept(**json.loads(text))
    except (TypeError, ValueError) as error:
        raise Unreadable(f"This is no file of a proposal: {error}") from error


def reproduce(kept: Kept) -> Compared:
    """Solve again and compare. Raises Unreadable where the task is of another method."""
    task = task_from_json(kept.task)
    whole = digest(kept.task) == kept.task_digest == digest(task_to_json(task))
    result_whole = (digest(kept.result) if kept.result is not None else "") == kept.result_digest
    try:
        made = digest(result_to_json(solve(task)))
    except Impossible:
        made = ""
    return Compared(
        whole, result_whole, made, whole and result_whole and made == kept.result_digest
    )
