"""A material in words, field by field: for the history and for two editors at once."""

from courseapp.core import formats
from courseapp.countries.languages import language_name
from courseapp.events.facts.describing import Facts
from courseapp.materials.models import Material
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.words import AUDIENCES, KINDS


def material_facts(of: Material | MaterialPlan) -> Facts:
    """Return each field of a material or a plan of one as text, by its label."""
    return {
        "Title": of.title,
        "Kind": KINDS[of.kind],
        "Session": str(of.session_id or ""),
        "File": str(of.file_id or ""),
        "Link": of.link,
        "Language": language_name(of.language) if of.language else "",
        "Visible to": AUDIENCES[of.visible_to],
        "Visible from": _from_when(of),
    }


def _from_when(of: Material | MaterialPlan) -> str:
    local = of.visible_from_local
    if local is None:
        return ""
    return f"{formats.day(local.date())}, {formats.clock(local)} ({of.visible_from_zone})"
