"""Until when the answers of a page are kept, in words for whoever gives them."""

from collections.abc import Iterable
from datetime import date

from courseapp.core.formats import day
from courseapp.core.translations import gettext
from courseapp.forms.document.record import FormDocument, Kind, Section
from courseapp.forms.filling.forgetting import last_day_kept


def told_kept(
    document: FormDocument,
    section: Section,
    ends: date | None,
    language: str,
    usual: int | None = None,
) -> str:
    """Return a sentence for each day after which answers of the page are deleted; "" for none.

    `ends` is the last day of the event, `usual` the days where a question says none.
    """
    asked = [each for each in section.questions if each.kind is not Kind.STATEMENT]
    kept: dict[date, list[str]] = {}
    for each in asked:
        last = last_day_kept(each, ends, usual)
        if last is not None:
            kept.setdefault(last, []).append(document.said(each.label, language))
    if [len(labels) for labels in kept.values()] == [len(asked)]:
        when = day(next(iter(kept)))
        return gettext("What you answer on this page is deleted after %(day)s.", day=when)
    return " ".join(
        gettext("Deleted after %(day)s: %(labels)s.", day=day(last), labels=_quoted(labels))
        for last, labels in sorted(kept.items())
    )


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(gettext("“%(words)s”", words=label) for label in labels)
