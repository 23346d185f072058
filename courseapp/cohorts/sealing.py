"""What is sealed of a cohort: people in order, the reserve, the modules, changes by hand."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace

from courseapp.cohorts.model.document import digest
from courseapp.cohorts.model.record import Task
from courseapp.cohorts.model.solving import solve
from courseapp.cohorts.models import Cohort


def seal(row: Cohort) -> str:
    """Return the SHA-256 of a locked cohort, with the digests of its proposal in it."""
    told = {
        "task": row.proposal.task_digest,
        "result": row.proposal.result_digest,
        "chosen": row.chosen,
        "reserve": row.reserve,
        "modules": row.modules,
        "changes": [
            {"reference": each.reference, "is_in": each.is_in, "reason": each.reason}
            for each in row.changes
        ],
    }
    return digest(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def allotted(task: Task, chosen: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the modules of each: the best wishes that fit, where exactly these people are in."""
    if not task.modules:
        return {}
    among = set(chosen)
    people = tuple(
        replace(each, is_fixed=True) for each in task.candidates if each.reference in among
    )
    fixed = replace(
        task, candidates=people, limits=(), seats=len(people), fewest=0, least_modules=0
    )
    return solve(fixed).modules
