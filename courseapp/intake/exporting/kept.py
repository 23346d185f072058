"""Applications as they are kept: CSV that the import reads back, and JSON for other programs.

Files are in neither: their ids mean nothing elsewhere. Statements that were agreed to are.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from courseapp.forms.document.record import Kind, Question
from courseapp.intake.cells import Sent
from courseapp.intake.columns import LABELS, Column, Fixed
from courseapp.intake.columns_csv import Column as Own
from courseapp.intake.columns_csv import csv_lines, header
from courseapp.intake.exporting.reading import Taken, applications
from courseapp.intake.questionnaire import Version

FORMAT, FORMAT_VERSION = "courseapp applications", 1
# What both need of other tables.
BESIDE = (Column(Fixed.TAGS.value, LABELS[Fixed.TAGS]),)
_LABELS: Mapping[Own, str] = MappingProxyType(
    {
        Own.NUMBER: "Number",
        Own.EMAIL: "E-mail",
        Own.STATUS: "Where it stands",
        Own.SENT_AT: "Sent",
        Own.LANGUAGE: "Language",
        Own.FORM_VERSION: "Version of the form",
        Own.TAGS: "Tags",
    }
)


def kept_csv(session: Session, taken: Taken) -> Iterator[str]:
    """Yield the lines of a file as `intake.columns_csv` describes it. One statement."""
    keys = asked(taken)
    labels = [header(own, _LABELS[own]) for own in Own]
    labels += [header(key, taken.scope.form.labels[key]) for key in keys]
    rows = (
        [*(_OWN[own](taken, sent) for own in Own), *(sent.answers.get(key, "") for key in keys)]
        for sent in applications(session, taken)
    )
    return csv_lines(labels, rows)


def kept_json(session: Session, taken: Taken, now: datetime) -> Iterator[str]:
    """Yield the pieces of one JSON document: the versions of the form, then each application.

    Instants are ISO 8601 in UTC. One statement.
    """
    head = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "event": {"slug": taken.scope.event.slug, "title": taken.scope.event.title},
        "exported_at": now.isoformat(),
        "form_versions": [_version(each) for each in taken.scope.form.versions.values()],
    }
    yield f'{_json(head)[:-1]}, "applications": ['
    for number, sent in enumerate(applications(session, taken)):
        yield f"{',' if number else ''}\n{_json(_plain(taken, sent))}"
    yield "\n]}\n"


def asked(taken: Taken) -> Sequence[str]:
    """Return the keys of the questions whose answers are given out."""
    questions = taken.scope.form.questions
    return [key for key, question in questions.items() if question.kind is not Kind.FILE]


def _version(version: Version) -> dict[str, Any]:
    said = version.document.said
    return {
        "number": version.number,
        "questions": [
            {
                "key": key,
                "kind": question.kind.value,
                "label": said(question.label, ""),
                "options": {each.key: said(each.label, "") for each in question.options},
                "columns": {each.key: said(each.label, "") for each in question.columns},
            }
            for key, question in version.questions.items()
            if _is_given_out(question)
        ],
    }


def _is_given_out(question: Question) -> bool:
    return question.kind is not Kind.FILE


def _plain(taken: Taken, sent: Sent) -> dict[str, Any]:
    return {
        "number": sent.reference,
        "email": sent.email,
        "status": sent.status.value,
        "sent_at": sent.sent_at.isoformat(),
        "language": sent.language,
        "form_version": _version_number(taken, sent),
        "tags": list(taken.beside.tags.get(sent.id, ())),
        "answers": {key: sent.answers[key] for key in asked(taken) if key in sent.answers},
    }


def _version_number(taken: Taken, sent: Sent) -> int | None:
    version = taken.scope.form.versions.get(sent.version_id or 0)
    return version.number if version else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_OWN: Mapping[Own, Callable[[Taken, Sent], str]] = MappingProxyType(
    {
        Own.NUMBER: lambda _taken, sent: sent.reference,
        Own.EMAIL: lambda _taken, sent: sent.email,
        Own.STATUS: lambda _taken, sent: sent.status.value,
        Own.SENT_AT: lambda _taken, sent: sent.sent_at.isoformat(),
        Own.LANGUAGE: lambda _taken, sent: sent.language,
        Own.FORM_VERSION: lambda taken, sent: str(_version_number(taken, sent) or ""),
        Own.TAGS: lambda taken, sent: "\n".join(taken.beside.tags.get(sent.id, ())),
    }
)
