"""What an application is asked, and its answers in words: to her, and to whoever may read them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from courseapp.applications.models import Application, Sending
from courseapp.applications.wishes import Offer, offer_of
from courseapp.events.models import Event
from courseapp.forms.document.asking import shown, shown_to_readers
from courseapp.forms.document.known import MODULES
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import (
    FormDocument,
    Kind,
    Option,
    Question,
    Section,
    Visibility,
)

NO_FORM = FormDocument(title={})
ALL = frozenset(Visibility)
# What may be repeated where others could come to see it: in mails, lists, exports and counts.
NOT_SENSITIVE = ALL - {Visibility.SENSITIVE}
FOR_REVIEWERS = frozenset({Visibility.REVIEWERS})
HIDDEN = "Given, and not shown here"
DELETED = "Deleted, as announced"


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words; `text` is empty where nothing was answered.

    `step` is the key of its page. A hidden answer was given and may not be shown to the reader.
    """

    name: str
    label: str
    step: str
    text: str
    kind: Kind = Kind.LINE
    is_hidden: bool = False


def form_asked(application: Application) -> FormDocument:
    """Return the form of the application, with the modules of its event; empty without one."""
    version = application.form_version
    return with_modules(version.shown, application.event) if version else NO_FORM


def form_of_sending(sending: Sending) -> FormDocument:
    """Return the form on which something was sent, with the modules of its event."""
    version = sending.form_version
    return with_modules(version.shown, sending.application.event) if version else NO_FORM


def with_modules(document: FormDocument, event: Event) -> FormDocument:
    """Return the form with the event's modules to choose from, or without that question."""
    offered = offer_of(event)
    sections = (_with_modules(section, offered) for section in document.sections)
    return document.with_sections(each for each in sections if each.questions)


def answered(
    document: FormDocument,
    texts: Mapping[str, str],
    *,
    language: str = "",
    may_see: frozenset[Visibility] = ALL,
    due: frozenset[str] = frozenset(),
    with_notes: bool = False,
) -> tuple[Answered, ...]:
    """Return each question that was asked with its answer, as far as the reader may see it.

    Of questions that are `due`, answers are deleted by now, see `forgetting`; that is said.
    Notes stand among them, with their help for text, only where an applicant never looks.
    """
    asked = shown_to_readers(document, texts) if with_notes else shown(document, texts)
    return tuple(
        _told(document, section, question, texts, language, may_see, due)
        for section in asked.sections
        for question in section.questions
    )


def without_sensitive(application: Application, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the answers as they were typed that somebody else may come to see."""
    may_see = {
        each.key
        for each in form_asked(application).questions
        if each.visibility is not Visibility.SENSITIVE
    }
    return {key: text for key, text in texts.items() if key in may_see}


def _told(
    document: FormDocument,
    section: Section,
    question: Question,
    texts: Mapping[str, str],
    language: str,
    may_see: frozenset[Visibility],
    due: frozenset[str],
) -> Answered:
    text = texts.get(question.key, "")
    languages = (language, *document.languages)
    label = document.said(question.label, language)
    if question.kind is Kind.NOTE:
        told = document.said(question.help, language)
        return Answered(question.key, label, section.key, told, question.kind)
    if not text and question.key in due:
        return Answered(question.key, label, section.key, DELETED, question.kind)
    if question.visibility not in may_see:
        told = HIDDEN if text else ""
        return Answered(question.key, label, section.key, told, question.kind, is_hidden=True)
    return Answered(
        question.key, label, section.key, in_words(question, text, *languages), question.kind
    )


def _with_modules(section: Section, offered: Offer | None) -> Section:
    kept = [each for each in section.questions if each.key != MODULES or offered is not None]
    if offered is None:
        return replace(section, questions=tuple(kept))
    options = tuple(Option(key, {"en": title}) for key, title in offered.titles.items())
    questions = (
        replace(each, options=options, least=offered.least, most=offered.most)
        if each.key == MODULES
        else each
        for each in kept
    )
    return replace(section, questions=tuple(questions))
