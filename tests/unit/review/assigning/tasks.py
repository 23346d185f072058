"""Small random tasks, and the same question answered by trying everything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product

from hypothesis import strategies as st

from courseapp.review.assigning.costs import cost_of_plan
from courseapp.review.assigning.model import Pair, Paper, Reader, Task
from courseapp.review.assigning.possible import missing_reviews

LANGUAGES, TOPICS = ("", "en", "fr"), ("cap", "linking")


def _some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=len(values))


@st.composite
def tasks(draw: st.DrawFn, papers: int = 4, readers: int = 3) -> Task:
    """Return tasks of which some are impossible; what is fixed is never more than the limit."""
    numbers = range(1, draw(st.integers(1, papers)) + 1)
    people = range(1, draw(st.integers(1, readers)) + 1)
    pairs = st.sampled_from([Pair(*each) for each in product(numbers, people)])
    fixed = draw(st.frozensets(pairs, max_size=2))
    most = draw(st.integers(1, papers))
    own = {key: draw(st.none() | st.integers(1, papers)) for key in people}
    return Task(
        papers=tuple(
            Paper(key, draw(st.sampled_from(LANGUAGES)), draw(_some(TOPICS))) for key in numbers
        ),
        readers=tuple(
            Reader(
                key,
                own[key] or most,
                draw(_some(("en", "fr"))),
                draw(_some(TOPICS)),
                own[key] is not None,
            )
            for key in people
        ),
        each=draw(st.integers(1, readers)),
        most=most,
        conflicts=draw(st.frozensets(pairs, max_size=4)) - fixed,
        fixed=fixed,
        present=draw(st.frozensets(pairs, max_size=4)) - fixed,
    )


def possible_tasks(papers: int, readers: int) -> st.SearchStrategy[Task]:
    """Return tasks that ask for as many reviews of each application as there can be."""
    return tasks(papers, readers).map(_made_possible)


def _made_possible(task: Task) -> Task:
    while missing_reviews(task):
        task = replace(task, each=task.each - 1)
    return task


def keeps_limits(task: Task, pairs: Iterable[Pair]) -> bool:
    """Return whether a plan keeps all that a plan must keep."""
    chosen = set(pairs)
    new = chosen - task.fixed
    loads = Counter(pair.reviewer for pair in new)
    reviews = Counter(pair.application for pair in new)
    return (
        task.fixed <= chosen
        and not new & task.conflicts
        and all(loads[each.key] <= task.free[each.key] for each in task.readers)
        and all(reviews[each.key] == task.needs[each.key] for each in task.papers)
    )


def least_cost(task: Task) -> int | None:
    """Return the cost of the best plan by trying each; None where there is none."""
    ways = []
    for paper in task.papers:
        able = [Pair(paper.key, e.key) for e in task.readers if task.may(paper, e)]
        ways.append(list(combinations(able, task.needs[paper.key])))
    plans = ([pair for part in parts for pair in part] for parts in product(*ways))
    costs = (cost_of_plan(task, e) for e in plans if keeps_limits(task, {*e, *task.fixed}))
    return min(costs, default=None)
