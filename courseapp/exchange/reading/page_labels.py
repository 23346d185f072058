"""Which lines of a text copy begin with a label of the platform.

A sentence may begin with the same word as a label ("Members meet every year"). The labels of a
page stand in a fixed order, so those lines are chosen that fit together best in that order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courseapp.exchange.columns import COUNTS, STATEMENTS
from courseapp.exchange.reading.page_themes import is_header
from courseapp.initiatives.document.categories import CATEGORIES
from courseapp.initiatives.document.fields import FIELDS, Section
from courseapp.initiatives.document.merging import Place


class Mark(StrEnum):
    """What a labelled line is, where it is not a piece of the record."""

    HEADING = "heading"
    PARTICIPANTS = "participants"
    THEMES = "themes"
    REPEATED = "repeated"  # says once more what a field says


@dataclass(frozen=True)
class Label:
    """A label as a page prints it, and what follows it."""

    text: str
    means: Place | Mark

    @property
    def is_category(self) -> bool:
        return isinstance(self.means, Place) and self.means.part == COUNTS


@dataclass(frozen=True)
class Labelled:
    """A line that begins with a label; `rest` starts at `column`, counted from 1."""

    index: int  # of the line, from 0
    label: Label
    rest: str
    column: int


def _in_order() -> Iterator[Label]:
    """Yield every label in the order of a page."""
    for field in FIELDS:
        if field.key == "function":
            yield Label("Monitoring and Impacts", Mark.HEADING)
        if field.key == "membership-rule":
            yield Label("Participants Number Names", Mark.PARTICIPANTS)
            for category in CATEGORIES:
                yield Label(category.label, Place(COUNTS, category.kind))
        if field.key == "last-update":
            yield Label("", Mark.THEMES)
        if field.label and field.section is not Section.THEMES:
            yield Label(field.label, Place(STATEMENTS, field.key))
    yield Label("Not only have national states as participators", Mark.REPEATED)
    yield Label("Only have national states as participators", Mark.REPEATED)


LABELS: tuple[Label, ...] = tuple(_in_order())
_RANK: Mapping[Label, int] = {label: rank for rank, label in enumerate(LABELS)}
_THEMES = next(label for label in LABELS if label.means is Mark.THEMES)
_PATTERN = re.compile(
    r"[ \t\u00a0\ufeff]*(?P<label>"
    + "|".join(
        re.escape(label.text).replace(r"\ ", r"[ \t\u00a0]+")
        for label in sorted(LABELS, key=lambda each: -len(each.text))
        if label.text
    )
    + r")(?P<colon>[ \t\u00a0]*:)?(?=[ \t\u00a0]|$)[ \t\u00a0]*",
    re.IGNORECASE,
)
_BY_TEXT = {label.text.casefold(): label for label in LABELS}
_ENDS_A_SENTENCE = frozenset(".!?:;)0123456789")
_FIRM, _POSSIBLE, _DOUBTFUL = 8, 4, 1


def candidate(line: str, index: int) -> Labelled | None:
    """Return the line with its label, where it begins with one."""
    if is_header(line):
        return Labelled(index, _THEMES, line, 1)
    found = _PATTERN.match(line)
    if found is None:
        return None
    label = _BY_TEXT[" ".join(found["label"].split()).casefold()]
    return Labelled(index, label, line[found.end() :], found.end() + 1)


def labelled_lines(lines: Sequence[str]) -> list[Labelled]:
    """Return the lines that begin with a label, each label once, in the order of a page."""
    found = [candidate(line, index) for index, line in enumerate(lines)]
    weighed = [
        (each, weight)
        for each in found
        if each is not None and (weight := _weight(each, lines, found)) > 0
    ]
    return _best_in_order(weighed)


def _weight(each: Labelled, lines: Sequence[str], found: Sequence[Labelled | None]) -> int:
    """How much the line looks like a label with its value; 0 where it is a sentence."""
    if isinstance(each.label.means, Mark):
        return _FIRM
    if each.label.is_category:
        return _weight_of_category(each, found)
    goes_on = each.rest[:1].islower()
    inside = _is_inside(each.index, lines, found)
    if goes_on and (inside or " " not in each.label.text):
        return _DOUBTFUL if not inside else 0
    return _POSSIBLE if goes_on or inside else _FIRM


def _weight_of_category(each: Labelled, found: Sequence[Labelled | None]) -> int:
    """A category is followed by a number, or stands in the table of participants."""
    before = found[each.index - 1] if each.index else None
    in_table = before is not None and (
        before.label.is_category or before.label.means is Mark.PARTICIPANTS
    )
    if not each.rest.strip("\u00a0 \t") or each.rest[:1].isdigit():
        return _FIRM
    return _POSSIBLE if in_table else 0


def _is_inside(index: int, lines: Sequence[str], found: Sequence[Labelled | None]) -> bool:
    """Whether the line goes on with a sentence of the line before."""
    before = lines[index - 1] if index else ""
    if not before.strip("\u00a0 \t") or found[index - 1] is not None:
        return False
    return before.rstrip()[-1:] not in _ENDS_A_SENTENCE


def _best_in_order(weighed: Sequence[tuple[Labelled, int]]) -> list[Labelled]:
    """The heaviest chain of lines whose labels come in the order of a page."""
    best: list[tuple[int, int]] = [(0, -1)] * len(LABELS)  # by the last label: weight, position
    before: list[int] = []
    for position, (each, weight) in enumerate(weighed):
        rank = _RANK[each.label]
        behind = max(best[:rank], key=lambda chain: chain[0], default=(0, -1))
        before.append(behind[1])
        if behind[0] + weight > best[rank][0]:
            best[rank] = (behind[0] + weight, position)
    chain: list[Labelled] = []
    position = max(best, key=lambda chain: chain[0])[1]
    while position >= 0:
        chain.append(weighed[position][0])
        position = before[position]
    return chain[::-1]
