"""Names that organisers give, such as those of tags: made tidy, and told apart."""

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.countries.names import folded
from courseapp.intake.rules import LONGEST_NAME


def tidy_name(text: str, field: str) -> str:
    """Return a name as it is kept. Raises Problem beside the field for one that is none."""
    name = one_line(text)
    if not name:
        raise Problem("Enter a name.", field)
    if len(name) > LONGEST_NAME:
        raise Problem(f"Shorten the name to {LONGEST_NAME} letters.", field)
    return name


def told_apart(name: str) -> str:
    """Return the name to compare by: case and accents make no difference."""
    return (folded(name) or name.casefold())[: LONGEST_NAME * 4]
