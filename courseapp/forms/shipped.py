"""The forms that come with the product, for organisers to copy."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

import yaml

from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.document.writing import from_plain

SHORT, OFFICIALS, LOGISTICS = "short", "officials", "logistics"
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
        OFFICIALS,
        "Officials",
        "For a course with selection: person, work, organisation, knowledge, motivation, support, "
        "documents.",
        Stage.APPLICATION,
    ),
    Shipped(
        SHORT,
        "Short application",
        "For a webinar or a short training: person, work, motivation.",
        Stage.APPLICATION,
    ),
    Shipped(
        LOGISTICS,
        "Travel and needs",
        "Only for people with a seat: passport, visa, journey, needs, emergency contact.",
        Stage.LOGISTICS,
    ),
)


@lru_cache
def shipped_form(key: str) -> FormDocument:
    """Return one of our forms. Raises FileNotFoundError for another key."""
    text = (resources.files("courseapp.forms") / "records" / f"{key}.yaml").read_text("utf-8")
    return from_plain(yaml.safe_load(text))
