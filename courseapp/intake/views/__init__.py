"""The pages about the list of applications, and those by which applications come in."""

from courseapp.intake.views import (
    asking,
    completing,
    duplicates,
    entering,
    exporting,
    figures,
    importing,
    looking,
    notes,
    sendings,
    tags,
)
from courseapp.intake.views.blueprint import blueprint

__all__ = [
    "asking",
    "blueprint",
    "completing",
    "duplicates",
    "entering",
    "exporting",
    "figures",
    "importing",
    "looking",
    "notes",
    "sendings",
    "tags",
]
