"""Searching applications by words, where what is sensitive must not be found out by searching."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_

from courseapp.applications.models import Application
from courseapp.countries.names import folded


def application_says(word: str, overheard: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that the word stands in the application's number or answers.

    `overheard` are the ids of form versions of which answers must not be searched any more, see
    `intake.questionnaire`.
    """
    said = Application.search_text.contains(folded(word) or word, autoescape=True)
    version = func.coalesce(Application.form_version_id, 0)
    is_open = and_(said, version.not_in(overheard)) if overheard else said
    return or_(Application.reference.icontains(word, autoescape=True), is_open)
