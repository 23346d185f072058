"""The answers of an application as text, wherever they are kept at present."""

import json
from collections.abc import Iterable, Mapping

from courseapp.applications.models import Application
from courseapp.applications.questions import ASKED, QUESTIONS, WISHES, Answers
from courseapp.applications.wish_texts import typed_wishes
from courseapp.core.ids import token_hash

FINGERPRINT_LENGTH = 16


def texts_of(application: Application) -> Mapping[str, str]:
    """Return each answer as it was typed, by the name of its question; "" where there is none."""
    typed = application.typed
    if typed is None:
        wishes = typed_wishes([str(each.module_id) for each in application.wishes])
        columns = {q.name: _as_text(getattr(application, q.name)) for q in QUESTIONS}
        return {**columns, WISHES.name: wishes}
    return {q.name: typed.get(q.name, "") for q in ASKED}


def write_answers(application: Application, answers: Answers) -> None:
    """Put complete answers into the columns; what was typed before is no longer needed."""
    for question in QUESTIONS:
        setattr(application, question.name, getattr(answers, question.name))
    application.typed = None


def fingerprint(texts: Mapping[str, str], names: Iterable[str]) -> str:
    """Return a short text that differs when any of the named answers differs."""
    chosen = [texts.get(name, "") for name in names]
    return token_hash(json.dumps(chosen))[:FINGERPRINT_LENGTH]


def _as_text(value: object) -> str:
    return "" if value is None else str(value)
