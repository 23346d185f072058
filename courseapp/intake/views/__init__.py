"""The pages about the list of applications: tags, notes, filters, columns, figures, exports."""

from courseapp.intake.views import exporting, figures, looking, notes, tags
from courseapp.intake.views.blueprint import blueprint

__all__ = ["blueprint", "exporting", "figures", "looking", "notes", "tags"]
