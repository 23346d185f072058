"""The questions of an event as all versions of its form ask them, without what is sensitive."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.asked import with_modules
from courseapp.events.models import Event
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import (
    FormDocument,
    Kind,
    Question,
    Stage,
    Visibility,
)
from courseapp.forms.models import Form, FormVersion


@dataclass(frozen=True)
class Version:
    """A version of the form: its number, and what it asks that is not sensitive, by key."""

    number: int
    document: FormDocument
    questions: Mapping[str, Question]


@dataclass(frozen=True)
class Questionnaire:
    """What an event asks and asked. A question that was sensitive once is in none of it.

    `versions` are by their ids; `questions` are as the newest version that has them asks them,
    in its order, those of the newest version first. `hidden` holds the keys that are left out,
    `overheard` the ids of versions that asked one of these before it was sensitive: what is kept
    for searching of answers to these versions must not be searched any more.
    """

    versions: Mapping[int, Version]
    questions: Mapping[str, Question]
    labels: Mapping[str, str]
    hidden: frozenset[str]
    overheard: frozenset[int]

    def options(self, key: str) -> Mapping[str, str]:
        """Return what could ever be chosen for a question, with the newest words for each."""
        found: dict[str, str] = {}
        for version in reversed(list(self.versions.values())):
            question = version.questions.get(key)
            for option in question.options if question else ():
                found.setdefault(option.key, version.document.said(option.label, ""))
        return found

    def words(self, version_id: int | None, key: str, answers: Mapping[str, str]) -> str:
        """Return an answer in words, as the version on which it was given has them."""
        version = self.versions.get(version_id or 0)
        question = version.questions.get(key) if version else None
        if version is None or question is None or not answers.get(key):
            return ""
        return in_words(question, answers[key], *version.document.languages)

    def open_answers(self, answers: Mapping[str, str]) -> Mapping[str, str]:
        """Return the answers as they are kept, without those that are sensitive or unknown."""
        return {key: answers[key] for key in self.questions if answers.get(key)}


def questionnaire_of(session: Session, event: Event) -> Questionnaire:
    """Return what the event asks those who apply. One statement."""
    rows = session.execute(
        select(FormVersion.id, FormVersion.number, FormVersion)
        .join(Form)
        .where(Form.event_id == event.id, Form.stage == Stage.APPLICATION)
        .order_by(FormVersion.number)
    )
    documents = {
        version_id: (number, with_modules(version.shown, event))
        for version_id, number, version in rows
    }
    return questionnaire(documents)


def questionnaire(documents: Mapping[int, tuple[int, FormDocument]]) -> Questionnaire:
    """Return the questions of versions, each by its id with its number, the oldest first."""
    hidden = frozenset(
        question.key
        for _, document in documents.values()
        for question in document.questions
        if not _is_open(question)
    )
    versions = {
        version_id: Version(number, document, dict(_open(document, hidden)))
        for version_id, (number, document) in documents.items()
    }
    questions, labels = _newest(list(versions.values()))
    overheard = frozenset(
        version_id
        for version_id, (_, document) in documents.items()
        if any(_is_open(each) and each.key in hidden for each in document.questions)
    )
    return Questionnaire(versions, questions, labels, hidden, overheard)


def _is_open(question: Question) -> bool:
    return question.visibility is not Visibility.SENSITIVE


def _open(document: FormDocument, hidden: frozenset[str]) -> Iterator[tuple[str, Question]]:
    for question in document.questions:
        if question.key not in hidden and question.kind is not Kind.NOTE:
            yield question.key, question


def _newest(versions: Sequence[Version]) -> tuple[Mapping[str, Question], Mapping[str, str]]:
    questions: dict[str, Question] = {}
    labels: dict[str, str] = {}
    for version in reversed(versions):
        for key, question in version.questions.items():
            if key not in questions:
                questions[key] = question
                labels[key] = version.document.said(question.label, "")
    return questions, labels
