"""Why a task has no plan, and what would make one possible: in a sentence whose cures work."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from courseapp.review.assigning.model import Task
from courseapp.review.assigning.possible import missing_reviews

MOST_MORE_READERS = 60  # whoever needs more should ask for fewer reviews
NOBODY = "Nobody reviews yet. Add reviewers on the page of the team."


def refusal(task: Task) -> str:
    """Return why there is no plan and what helps; "" where there is one."""
    if not task.papers:
        return ""
    if not task.readers:
        return NOBODY
    missing = missing_reviews(task)
    if not missing:
        return ""
    alone = _with_too_few(task)
    cures = _cures(task, raises_limit=not alone)
    said = alone or _beyond_limits(task, missing)
    return f"{said} {_joined(cures)}".strip()


def _with_too_few(task: Task) -> str:
    """Say how many applications have fewer possible reviewers than they need."""
    numbers = [
        sum(task.may(paper, each) for each in task.readers) + task.each - task.needs[paper.key]
        for paper in task.papers
    ]
    short = [each for each in numbers if each < task.each]
    if not short:
        return ""
    fewest, subject = min(short), _counted(len(short), "application")
    has = "has" if len(short) == 1 else "have"
    if len(set(short)) > 1:
        worst = _counted(fewest, "reviewer") if fewest else "none"
        return f"{subject} {has} too few reviewers without a conflict, at worst {worst}."
    some = f"only {_counted(fewest, 'reviewer')}" if fewest else "no reviewer"
    return f"{subject} {has} {some} without a conflict."


def _beyond_limits(task: Task, missing: int) -> str:
    wanted, free = sum(task.needs.values()), sum(task.free.values())
    if wanted > free:
        return f"{_counted(wanted - free, 'review')} more than the limits allow."
    whose = "is" if missing == 1 else "are"
    return (
        f"{_counted(missing, 'review')} {whose} left over: whoever has no conflict there "
        "is at her limit."
    )


def _cures(task: Task, *, raises_limit: bool) -> Iterator[str]:
    if raises_limit and (most := _least(task.most, 2 * _all(task), task.with_most)):
        yield f"raise the limit to {most}"
    if more := _least(0, MOST_MORE_READERS, task.with_readers):
        yield "add a reviewer" if more == 1 else f"add {more} reviewers"
    fewer = (each for each in range(task.each - 1, 0, -1) if _is_possible(_asking(task, each)))
    if (each := next(fewer, 0)) > 0:
        yield f"ask for {_counted(each, 'review')} each"


def _asking(task: Task, each: int) -> Task:
    return replace(task, each=each)


def _least(low: int, high: int, change: Callable[[int], Task]) -> int:
    """Return the least number above `low` with which there is a plan; 0 where there is none.

    It is near in most cases, so that larger and larger steps are taken from there.
    """
    tried, step = low + 1, 1
    while tried < high and not _is_possible(change(tried)):
        low, tried, step = tried, tried + 2 * step, 2 * step
    tried = min(tried, high)
    if tried == high and not _is_possible(change(high)):
        return 0
    while tried - low > 1:
        middle = (low + tried) // 2
        low, tried = (low, middle) if _is_possible(change(middle)) else (middle, tried)
    return tried


def _is_possible(task: Task) -> bool:
    return missing_reviews(task) == 0


def _all(task: Task) -> int:
    return max(task.most, len(task.papers)) + 1


def _joined(cures: Iterator[str]) -> str:
    """Return the cures as one sentence: ``Raise the limit to 14, or add 2 reviewers.``."""
    said = list(cures)
    if not said:
        return "Ask for fewer reviews, and add reviewers."
    text = f"{', '.join(said[:-1])}, or {said[-1]}" if len(said) > 1 else said[0]
    return f"{text[0].upper()}{text[1:]}."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
