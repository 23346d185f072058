"""The pages on which organisers compose forms."""

from courseapp.forms.views import (
    conditions,
    copying,
    languages,
    overview,
    previewing,
    publishing,
    questions,
    sections,
    templates,
)
from courseapp.forms.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "conditions",
    "copying",
    "languages",
    "overview",
    "previewing",
    "publishing",
    "questions",
    "sections",
    "templates",
]
