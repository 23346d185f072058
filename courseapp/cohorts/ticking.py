"""Who would be in with what is ticked on a page and not saved yet."""

from collections.abc import Collection

from courseapp.cohorts.model.record import Task

MOST_TICKS = 200


def sketch(
    task: Task, chosen: Collection[str], put_in: Collection[str], taken_out: Collection[str]
) -> frozenset[str]:
    """Return the people of a cohort with some put in and others taken out; fixed ones stay."""
    added, left_out = set(list(put_in)[:MOST_TICKS]), set(list(taken_out)[:MOST_TICKS])
    known = ((set(chosen) | added) - left_out) & task.by_reference.keys()
    return frozenset(known | {each.reference for each in task.fixed})
