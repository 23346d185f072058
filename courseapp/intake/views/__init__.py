"""The pages about the list of applications, and those by which applications come in."""

from courseapp.intake.views import asking, entering, exporting, figures, looking, notes, tags
from courseapp.intake.views.blueprint import blueprint

__all__ = ["asking", "blueprint", "entering", "exporting", "figures", "looking", "notes", "tags"]
