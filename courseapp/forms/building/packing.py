"""A form as a file and back: YAML or JSON, the same values as everywhere else."""

import json
from enum import StrEnum
from itertools import islice
from typing import Any

import yaml

from courseapp.core.errors import Problem
from courseapp.exchange.reading.plain_limits import TooMuch, check_depth
from courseapp.exchange.reading.yaml_files import plain_yaml
from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.soundness import unsound
from courseapp.forms.document.texts import tidied
from courseapp.forms.document.writing import Unreadable, from_plain, to_plain

MOST_BYTES = 500_000
MOST_TOLD = 5
_HEAD = "# A form of courseapp. Change it with care, and read it in again under “Forms”.\n"


class PackedAs(StrEnum):
    """The formats in which a form is given out; both are read."""

    YAML = "yaml"
    JSON = "json"


def packed(document: FormDocument, kind: PackedAs) -> bytes:
    """Return the form as a file in UTF-8. Reading it gives the same form back."""
    plain = to_plain(document)
    if kind is PackedAs.JSON:
        return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100)
    return (_HEAD + text).encode()


def unpacked(content: bytes) -> FormDocument:
    """Return the form in a file, whatever its name. Raises Problem, with what is wrong in it."""
    if len(content) > MOST_BYTES:
        raise Problem(f"The file is larger than {MOST_BYTES // 1000} kB. That is no form.")
    try:
        document = tidied(from_plain(_plain(content.decode("utf-8-sig"))))
    except UnicodeDecodeError as error:
        raise Problem("The file is not in UTF-8. Save it as UTF-8 and choose it again.") from error
    except (Unreadable, TooMuch, ValueError, RecursionError) as error:
        raise Problem(f"This is no form that we can read. {str(error)[:400]}") from error
    if faults := list(islice(unsound(document), MOST_TOLD)):
        raise Problem(" ".join(["This form cannot be kept.", *faults]))
    return document


def _plain(text: str) -> Any:
    if text.lstrip().startswith("{"):
        plain = json.loads(text)
    else:
        found = plain_yaml(text)
        plain = found[0] if len(found) == 1 else None
    check_depth(plain)
    return plain
