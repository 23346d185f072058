"""How much one request may bring: every view takes texts, and one that takes files says so."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "_most_bytes_of_a_request"


def accepts_upload(most_bytes: int) -> Callable[[View], View]:
    """Let requests to the view below be as large as `most_bytes`: the whole body, not one file.

    Give some room above the largest file, for then a file that is a little too large is refused
    beside its field, with the rest of the form kept, and not by the page for error 413. A text
    field stays as short as everywhere else. Stands below the route, like `allow`.
    """

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, most_bytes)
        return view

    return declare


def most_bytes_of_request(view: Callable[..., Any]) -> int | None:
    """Return what the view declared, or None where it takes no more than every other one."""
    return getattr(view, _ATTRIBUTE, None)
