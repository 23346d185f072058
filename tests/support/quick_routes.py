"""What builds the addresses of a route is compiled once, not again for each app of a worker.

Werkzeug writes a function of Python for each route of each app: nine tenths of making an app.
The function leans on nothing but the route's own words, and finds its converters when called.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

WERKZEUGS_OWN = Rule._compile_builder

_written: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}


@pytest.fixture(autouse=True, scope="session")
def _quick_routes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", _compile_once)
        yield


def _compile_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    if rule.defaults:  # these are written into the function
        return WERKZEUGS_OWN(rule, append_unknown)
    key: tuple[Any, ...] = (rule.rule, *rule._trace, append_unknown)
    if key not in _written:
        _written[key] = WERKZEUGS_OWN(rule, append_unknown)
    return _written[key]
