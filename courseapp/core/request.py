"""What a view needs of the running request: its one instant, its database session, its answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session
from wtforms.form import BaseForm

from courseapp.core.clock import Clock
from courseapp.core.errors import Problem
from courseapp.core.translations import ENGLISH, in_language


def now() -> datetime:
    """Return the instant at which this request is decided: the same however often asked."""
    if "now" not in g:
        clock = cast(Clock, current_app.extensions["clock"])
        g.now = clock()
    return cast(datetime, g.now)


def session() -> Session:
    """Return this request's database session; the request commits it, nobody else."""
    return cast(SQLAlchemy, current_app.extensions["sqlalchemy"]).session()


@dataclass
class Answer:
    """Whether a rule said no, and in which words."""

    problem: str | None = None


@contextmanager
def answering(form: BaseForm | None = None) -> Iterator[Answer]:
    """Run a service so that it happens whole or not at all.

    A Problem undoes what the service had begun and is put beside its field of the form,
    or on top of it where it names none. What a service writes down is in English, and its letters
    in the language of their readers; the Problem is told in the language of the page.
    """
    answer = Answer()
    try:
        with session().begin_nested(), in_language(ENGLISH):
            yield answer
    except Problem as problem:
        answer.problem = str(problem.message)
        if form is not None:
            _put_beside_field(form, problem)


def _put_beside_field(form: BaseForm, problem: Problem) -> None:
    if problem.field is not None and problem.field in form:
        field = form[problem.field]
        field.errors = [*field.errors, str(problem.message)]
    else:
        form.form_errors.append(str(problem.message))
