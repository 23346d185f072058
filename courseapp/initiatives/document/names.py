"""Reads the printed names of members: countries, parts of countries, and what is neither."""

from courseapp.countries.names import resolve, resolve_subdivision
from courseapp.countries.suggestions import suggest


def read_name(printed: str) -> dict[str, str]:
    """Return ``code`` for a place by its printed name, else an empty code and a note that says so.

    A name is never bent into a place: ``Ontario (USA)`` has no code, and the note offers CA-ON.
    """
    found = resolve_subdivision(printed) or resolve(printed)
    if found is not None:
        return {"code": found.code}
    offered = " or ".join(f"{each.name} ({each.code})" for each in suggest(printed))
    meant = f" Perhaps {offered} is meant." if offered else ""
    return {"code": "", "note": f"No country or part of a country is called “{printed}”.{meant}"}
