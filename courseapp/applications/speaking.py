"""The language in which an applicant is written to: the one in which she writes."""

from contextlib import AbstractContextManager

from courseapp.applications.models import Application
from courseapp.core.languages import spoken
from courseapp.core.translations import ENGLISH, in_language


def in_her_language(application: Application) -> AbstractContextManager[None]:
    """Speak her language while a letter or a paper for her is written; English where it is none."""
    return in_language(spoken(application.language) or ENGLISH)
