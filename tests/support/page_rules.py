"""What must hold on every HTML page, checked each time a test loads one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from tests.support.pages import FIELDS, Page, said

Rule = Callable[[Page], Iterator[str]]
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")
DATA = {"application/json", "application/ld+json"}
# "None of these" is English; "None" alone is a Python value that slipped through.
SLIPPED_THROUGH = re.compile(r"\bNone\b(?! of)|\bUndefined\b|\{\{|\{%|<bound method|\bnan\b")


def check(page: Page) -> None:
    """Raise AssertionError with every broken rule of the page."""
    broken = [fault for rule in RULES for fault in rule(page)]
    assert not broken, f"{page.address} ({page.status}):\n  " + "\n  ".join(broken)


def _one_heading(page: Page) -> Iterator[str]:
    headings = page.tree.css("h1")
    if len(headings) != 1:
        yield f"one h1 wanted, found {len(headings)}"
    elif not page.heading:
        yield "the h1 is empty"


def _title_begins_with_heading(page: Page) -> Iterator[str]:
    titles = page.tree.css("head > title")
    title = said(titles[0]) if titles else ""
    if not title.startswith(page.heading):
        yield f"title {title!r} does not start with the h1 {page.heading!r}"


def _language_and_direction(page: Page) -> Iterator[str]:
    for name in ("lang", "dir"):
        if not page.tree.css(f"html[{name}]:not([{name}=''])"):
            yield f"<html> has no {name}"


def _unique_ids(page: Page) -> Iterator[str]:
    counted = Counter(each.attributes["id"] for each in page.tree.css("[id]"))
    for name, times in counted.items():
        if times > 1 or not name:
            yield f"id {name!r} stands {times} times"


def _references_exist(page: Page) -> Iterator[str]:
    ids = {each.attributes["id"] for each in page.tree.css("[id]")}
    for name in REFERENCES:
        for tag in page.tree.css(f"[{name}]"):
            for missing in set((tag.attributes[name] or "").split()) - ids:
                yield f"{name}={missing!r} points to nothing"


def _labelled_fields(page: Page) -> Iterator[str]:
    labels = (each for each in page.tree.css("label[for]") if said(each))
    labelled = {each.attributes["for"] for each in labels}
    for field in page.tree.css(FIELDS):
        about = field.attributes
        if field.tag == "input" and about.get("type") in NEEDS_NO_LABEL:
            continue
        named = about.get("aria-label") or about.get("aria-labelledby")
        if not named and about.get("id") not in labelled and not _is_inside(field, "label"):
            yield f"field {about.get('name')!r} has no label"


def _guarded_forms(page: Page) -> Iterator[str]:
    for form in page.tree.css("form"):
        about = form.attributes
        if (about.get("method") or "get").lower() != "post":
            continue
        tokens = form.css('input[type="hidden"][name="csrf_token"]')
        if not any(each.attributes.get("value") for each in tokens):
            yield f"POST form {about.get('action')!r} has no CSRF token"


def _nothing_inline(page: Page) -> Iterator[str]:
    for tag in page.tree.css("*"):
        about = tag.attributes
        if tag.tag == "style" or "style" in about:
            yield f"inline style in <{tag.tag}>"
        if tag.tag == "script" and "src" not in about and about.get("type") not in DATA:
            yield "inline script"
        for name in about:
            if name.startswith("on"):
                yield f"inline {name} in <{tag.tag}>"


def _links_lead_somewhere(page: Page) -> Iterator[str]:
    for link in page.tree.css("a"):
        target = (link.attributes.get("href") or "").strip()
        if target in {"", "#"} or target.startswith("javascript:") or "None" in target:
            yield f"link {said(link)!r} leads to {target!r}"
        if not _name_of(link):
            yield f"link to {target!r} has no text"


def _buttons_say_what_they_do(page: Page) -> Iterator[str]:
    for button in page.tree.css("button"):
        if not _name_of(button):
            yield f"button {button.attributes.get('name')!r} has no text"


def _pictures_have_a_text(page: Page) -> Iterator[str]:
    for picture in page.tree.css("img:not([alt])"):
        yield f"picture {picture.attributes.get('src')!r} has no alt"


def _nothing_slipped_through(page: Page) -> Iterator[str]:
    for found in SLIPPED_THROUGH.finditer(page.text):
        around = page.text[max(0, found.start() - 30) : found.end() + 30]
        yield f"{found[0]!r} in the text: …{around}…"


def _is_inside(tag: LexborNode, name: str) -> bool:
    above = tag.parent
    while above is not None and above.tag != name:
        above = above.parent
    return above is not None


def _name_of(tag: LexborNode) -> str:
    """Return what a screen reader calls the tag: its label, its text, its pictures' texts."""
    pictures = (each.attributes.get("alt") for each in tag.css("img"))
    told = [tag.attributes.get("aria-label"), said(tag), *pictures]
    return " ".join(each for each in told if each).strip()


RULES: tuple[Rule, ...] = (
    _one_heading,
    _title_begins_with_heading,
    _language_and_direction,
    _unique_ids,
    _references_exist,
    _labelled_fields,
    _guarded_forms,
    _nothing_inline,
    _links_lead_somewhere,
    _buttons_say_what_they_do,
    _pictures_have_a_text,
    _nothing_slipped_through,
)
