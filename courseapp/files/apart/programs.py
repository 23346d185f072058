"""Programs in a PDF, and files inside it: what a reader runs, opens or sends, sooner or later.

They hang on the catalog, on pages, on notes in their margins and on bookmarks; see ISO 32000-1,
§12.6 (actions), §7.11.4 (embedded files), §13 (multimedia) and §12.7.8 (XFA). Nothing is taken
out: a letter that was signed electronically would no longer be the one that was signed.
"""

import re
from mmap import mmap

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

# Keys and names that say it, whatever else stands in the same place.
KEYS = frozenset({"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"})
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
    | {"/Movie", "/Sound", "/RichMediaExecute"}
)
NOTES = frozenset({"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/FileAttachment"})
# Marks on a page and what describes them: long, and nothing in there is ever run.
QUIET = frozenset(
    {"/Resources", "/Contents", "/StructTreeRoot", "/Metadata", "/PieceInfo", "/AP", "/Thumb"}
    | {"/Parent", "/P", "/OutputIntents"}
)
MOST_PARTS = 500_000
# Readers differ in what they make of a damaged file, so a word of these anywhere is enough.
_WORDS = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b")


def has_program(reader: PdfReader, content: mmap) -> bool:
    """Return whether the PDF would run, open or send something, or holds another file.

    Raises pypdf's errors where it is damaged, and ValueError where it has too many parts.
    """
    if _WORDS.search(content):
        return True
    waiting: list[PdfObject] = [reader.trailer["/Root"]]
    seen: set[int] = set()
    for _count in range(MOST_PARTS):
        if not waiting:
            return False
        part = _new_part(waiting.pop(), seen)
        if isinstance(part, DictionaryObject):
            if _says_it(part):
                return True
            waiting.extend(value for key, value in part.items() if key not in QUIET)
        elif isinstance(part, ArrayObject):
            waiting.extend(part)
    raise ValueError("the PDF has too many parts")


def _new_part(part: PdfObject, seen: set[int]) -> PdfObject | None:
    """Return what the part is; None where it was looked at before."""
    if not isinstance(part, IndirectObject):
        return part
    if part.idnum in seen:
        return None
    seen.add(part.idnum)
    return part.get_object()


def _says_it(part: DictionaryObject) -> bool:
    return not KEYS.isdisjoint(part) or part.get("/S") in ACTIONS or part.get("/Subtype") in NOTES
