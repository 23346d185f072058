"""The records that come with the product: `records/*.yaml`, facts of public documents."""

from functools import lru_cache
from importlib import resources

import yaml

from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain


@lru_cache
def shipped_records() -> tuple[Record, ...]:
    """Return every record that comes with the product, by file name.

    Raises Unreadable for a file with an unknown part, word or source.
    """
    folder = resources.files("courseapp.initiatives") / "records"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    texts = (file.read_text("utf-8") for file in files if file.name.endswith(".yaml"))
    return tuple(from_plain(yaml.safe_load(text)) for text in texts)
