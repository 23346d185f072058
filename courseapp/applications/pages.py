"""The pages of an application's form: all that is asked, and what may be written now."""

from dataclasses import replace
from datetime import datetime

from courseapp.applications.asked import form_asked
from courseapp.applications.models import Application
from courseapp.applications.writing import open_questions
from courseapp.forms.document.record import Section
from courseapp.forms.filling.keeping import texts_of
from courseapp.forms.filling.pages import Writing, pages_of


def writing(application: Application, now: datetime, language: str = "") -> Writing:
    """Return what she may write now, in the language or in the one that she chose before."""
    whole = as_asked(application, language)
    is_open = open_questions(application, whole.document, now)
    asked = (_open(each, is_open) for each in whole.document.sections)
    return replace(
        whole, document=whole.document.with_sections(each for each in asked if each.questions)
    )


def as_asked(application: Application, language: str = "") -> Writing:
    """Return all that she is, or was, asked, whether or not it can still be written."""
    document, texts = form_asked(application), texts_of(application)
    return pages_of(document, texts, language, application.language)


def _open(section: Section, is_open: frozenset[str]) -> Section:
    return replace(section, questions=tuple(q for q in section.questions if q.key in is_open))
