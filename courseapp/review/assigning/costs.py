"""What a plan costs: how well reviewers fit, how evenly they are loaded, what changes.

The cost of a plan is the sum of `cost_of_pair` over what is not fixed and of `cost_of_load` over
the reviewers. Points are whole numbers, so that two plans are as good or one is better.
"""

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from courseapp.review.assigning.model import Pair, Paper, Reader, Task

# She does not read the language: worse than thirty reviews more than others have.
UNREAD = 60
UNKNOWN_LANGUAGE = 8
OFF_TOPIC = 6  # worth three reviews more than others have
CHANGED = 20  # for each present pair that is given up
TIES = 256  # of plans that cost the same, the lowest sum of numbers below this is taken


def cost_of_pair(task: Task, paper: Paper, reader: Reader) -> int:
    """Return what it costs that this reviewer gets the application, in points."""
    kept = CHANGED if Pair(paper.key, reader.key) in task.present else 0
    return cost_of_language(paper, reader) + cost_of_topics(paper, reader) - kept


def cost_of_language(paper: Paper, reader: Reader) -> int:
    """Return 0 for who reads the language of the application; ``pt-BR`` is read as ``pt`` is."""
    if not paper.language or _reads(reader.languages, paper.language):
        return 0
    return UNREAD if reader.languages else UNKNOWN_LANGUAGE


def cost_of_topics(paper: Paper, reader: Reader) -> int:
    """Return 0 for who knows one of the topics of the application."""
    return OFF_TOPIC if paper.topics and not paper.topics & reader.topics else 0


def cost_of_load(number: int) -> int:
    """Return what it costs that a reviewer has so many applications: least where all are alike."""
    return number * number


def cost_of_plan(task: Task, pairs: Iterable[Pair]) -> int:
    """Return what the whole plan costs, with what was fixed."""
    papers = {each.key: each for each in task.papers}
    readers = {each.key: each for each in task.readers}
    loads, total = dict(task.load_fixed), 0
    for pair in set(pairs) - task.fixed:
        loads[pair.reviewer] += 1
        total += cost_of_pair(task, papers[pair.application], readers[pair.reviewer])
    return total + sum(map(cost_of_load, loads.values()))


def lot(pair: Pair) -> int:
    """Return a number below `TIES` for a pair: the same on each machine, in no order."""
    return crc32(f"{pair.application}:{pair.reviewer}".encode()) % TIES


@lru_cache(maxsize=4_096)
def _reads(languages: frozenset[str], language: str) -> bool:
    return _base(language) in map(_base, languages)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()
