"""Denied by default: each view says who may open it, and a hook asks before the view runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
_ATTRIBUTE = "_allowed_to"


@dataclass(frozen=True)
class Rule:
    """Who may open a view.

    `test` gets the signed-in person (or None) and the view's arguments. With `needs_sign_in`
    an anonymous visitor is asked to sign in first; without it, she gets the same 404 as
    everybody else who has no business there.
    """

    name: str
    test: Callable[[Any, Mapping[str, Any]], bool]
    needs_sign_in: bool = False


everyone = Rule("everyone", lambda _person, _arguments: True)
signed_in = Rule("signed in", lambda person, _arguments: person is not None, needs_sign_in=True)


def allow(rule: Rule) -> Callable[[View], View]:
    """Declare who may open the view below; without it nobody may."""

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, rule)
        return view

    return declare


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return the declared rule of a view, or None where nothing was declared."""
    return getattr(view, _ATTRIBUTE, None)
