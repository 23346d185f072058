"""The records that come with the product: `records/*.yaml`, facts of public documents."""

from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import yaml

from courseapp.initiatives.contacts import ContactPlan
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain


@lru_cache
def shipped_records() -> tuple[Record, ...]:
    """Return every record that comes with the product, by file name.

    Raises Unreadable for a file with an unknown part, word or source.
    """
    files = sorted(_folder().iterdir(), key=lambda file: file.name)
    texts = (file.read_text("utf-8") for file in files if file.name.endswith(".yaml"))
    return tuple(from_plain(yaml.safe_load(text)) for text in texts)


def shipped_contacts(slug: str) -> tuple[ContactPlan, ...]:
    """Return whom the sources of a record name for questions; nobody for most."""
    file = _folder() / "contacts" / f"{slug}.yaml"
    if not file.is_file():
        return ()
    return tuple(ContactPlan(**line) for line in yaml.safe_load(file.read_text("utf-8")))


def _folder() -> Traversable:
    return resources.files("courseapp.initiatives") / "records"
