"""A form made ready to be shown to people, so that what they answered before still reads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from courseapp.forms.document.record import FormDocument, Kind, Option, Question, Texts


def settled(document: FormDocument, earlier: Sequence[FormDocument], today: date) -> FormDocument:
    """Return the form as it is published on that day, after the `earlier` versions of it.

    A statement whose words changed gets a version of its own. An option that was offered before
    and is gone comes back as withdrawn.
    """
    sections = (
        replace(section, questions=tuple(_settled(q, earlier, today) for q in section.questions))
        for section in document.sections
    )
    return document.with_sections(sections)


def _settled(question: Question, earlier: Sequence[FormDocument], today: date) -> Question:
    before = [each.by_key[question.key] for each in earlier if question.key in each.by_key]
    if question.kind is Kind.STATEMENT:
        return replace(question, statement_version=_version(question, before, today))
    gone = tuple(_gone(question, before))
    return replace(question, options=(*question.options, *gone)) if gone else question


def _gone(question: Question, before: Sequence[Question]) -> Iterator[Option]:
    """Yield what was offered once and is not there any more, worded as it was last."""
    kept = {each.key for each in question.options}
    once = {each.key: each for form in before for each in form.options}
    for key, option in once.items():
        if key not in kept:
            yield replace(option, is_withdrawn=True)


def _version(question: Question, before: Sequence[Question], today: date) -> str:
    last = before[-1] if before else None
    if last and last.statement_version and _say_the_same(last.statement, question.statement):
        return last.statement_version
    used = {each.statement_version for each in before}
    if question.statement_version and question.statement_version not in used:
        return question.statement_version
    return next(each for each in _versions(today) if each not in used)


def _versions(today: date) -> Iterator[str]:
    yield today.isoformat()
    yield from (f"{today.isoformat()}-{number}" for number in range(2, 1000))


def _say_the_same(one: Texts, other: Texts) -> bool:
    """Whether words are the same in each language that both have; a translation may come later."""
    both = one.keys() & other.keys()
    return one == other or (bool(both) and all(one[tag] == other[tag] for tag in both))
