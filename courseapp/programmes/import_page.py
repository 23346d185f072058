"""The page of a dry run, made ready for its template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from courseapp.core.paging import Page, page_of
from courseapp.programmes.comparing import Compared, DryRun
from courseapp.programmes.fields import Fields
from courseapp.programmes.rules import Verdict
from courseapp.programmes.words import COUNTED, LABELS, value_in_words, when_in_words

LONGEST_SHOWN = 300


@dataclass(frozen=True)
class Line:
    """One value that differs, here and in the file."""

    label: str
    here: str
    there: str


@dataclass(frozen=True)
class EntryView:
    """One entry of a file for a page."""

    number: int
    verdict: Verdict
    title: str
    when: str
    where: str
    facts: str
    lines: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    why: str


@dataclass(frozen=True)
class ImportPage:
    """What there is to see. `shown` is None for all entries, `conflicts` are never paged."""

    run: DryRun
    shown: Verdict | None
    counts: dict[Verdict, int]
    page: Page[EntryView]
    conflicts: tuple[EntryView, ...]

    @property
    def summary(self) -> str:
        """``12 new, 3 changed and 1 that cannot be read``."""
        counted = dict(self.counts)
        if self.run.refusals:
            counted[Verdict.REFUSED] = len(self.run.refusals)
        return joined([f"{counted[each]:,} {COUNTED[each]}" for each in Verdict if each in counted])

    @property
    def button(self) -> str:
        """What the button says that imports."""
        writes = self.run.writes
        return "Import 1 session" if writes == 1 else f"Import {writes:,} sessions"


def import_page(run: DryRun, shown: Verdict | None, number: int) -> ImportPage:
    """Return the page `number` of a dry run, of one verdict or of all."""
    counts = {each: run.count(each) for each in Verdict if run.count(each)}
    wanted = [each for each in run.entries if shown in (None, each.verdict)]
    page = page_of(wanted, number)
    views = [_view(each) for each in page.items]
    conflicts = (each for each in run.entries if each.verdict is Verdict.CONFLICT)
    return ImportPage(
        run,
        shown,
        counts,
        Page(views, page.number, page.size, page.total),
        tuple(_view(each) for each in conflicts),
    )


def joined(words: Sequence[str]) -> str:
    """Return ``a, b and c``; "" of nothing."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _view(entry: Compared) -> EntryView:
    told = entry.result or entry.there
    return EntryView(
        entry.number,
        entry.verdict,
        entry.there.title,
        when_in_words(told if entry.verdict is not Verdict.CONFLICT else entry.there),
        entry.incoming.where,
        _facts(entry.there),
        tuple(_lines(entry.here, entry.result, entry.changes)),
        tuple(_lines(entry.here, entry.there, entry.conflicts)),
        entry.why,
    )


def _facts(fields: Fields) -> str:
    names = ("room", "place", "track", "speakers")
    return " · ".join(filter(None, (value_in_words(fields, name) for name in names)))


def _lines(here: Fields | None, there: Fields | None, names: Sequence[str]) -> Iterator[Line]:
    if here is None or there is None:
        return
    for name in sorted(names, key=list(LABELS).index):
        texts = (value_in_words(each, name)[:LONGEST_SHOWN] for each in (here, there))
        yield Line(LABELS[name], *texts)
