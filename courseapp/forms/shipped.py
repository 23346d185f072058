"""The forms that come with the product, for organisers to copy."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

import yaml

from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.document.writing import from_plain

SHORT, LOGISTICS = "short", "logistics"
# What people fill in where their event composed nothing of its own.
DEFAULT = MappingProxyType({Stage.APPLICATION: SHORT, Stage.LOGISTICS: LOGISTICS})


@dataclass(frozen=True)
class Shipped:
    """A form of ours; `key` names its file."""

    key: str
    name: str
    summary: str
    stage: Stage


SHIPPED = (
    Shipped(
        SHORT, "Short application", "Three steps: about you, your work, why.", Stage.APPLICATION
    ),
)


@lru_cache
def shipped_form(key: str) -> FormDocument:
    """Return one of our forms. Raises FileNotFoundError for another key."""
    text = (resources.files("courseapp.forms") / "records" / f"{key}.yaml").read_text("utf-8")
    return from_plain(yaml.safe_load(text))
