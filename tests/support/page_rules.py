"""What must hold on every HTML page, checked each time a test loads one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from bs4 import Tag

from tests.support.pages import Page, said

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
    headings = page.named("h1")
    if len(headings) != 1:
        yield f"one h1 wanted, found {len(headings)}"
    elif not page.heading:
        yield "the h1 is empty"


def _title_begins_with_heading(page: Page) -> Iterator[str]:
    title = said(page.lean.title) if page.lean.title else ""
    if not title.startswith(page.heading):
        yield f"title {title!r} does not start with the h1 {page.heading!r}"


def _language_and_direction(page: Page) -> Iterator[str]:
    html = page.lean.html
    for name in ("lang", "dir"):
        if html is None or not html.get(name):
            yield f"<html> has no {name}"


def _unique_ids(page: Page) -> Iterator[str]:
    counted = Counter(str(tag["id"]) for tag in page.having("id"))
    for name, times in counted.items():
        if times > 1 or not name:
            yield f"id {name!r} stands {times} times"


def _references_exist(page: Page) -> Iterator[str]:
    ids = {tag["id"] for tag in page.having("id")}
    for name in REFERENCES:
        for tag in page.having(name):
            # An <output for> names fields by a list, like every other of these.
            words = tag[name] if isinstance(tag[name], list) else str(tag[name]).split()
            for missing in set(words) - ids:
                yield f"{name}={missing!r} points to nothing"


def _labelled_fields(page: Page) -> Iterator[str]:
    labelled = {str(tag["for"]) for tag in page.named("label") if tag.get("for") and said(tag)}
    for field in page.named("input", "select", "textarea"):
        if field.name == "input" and field.get("type") in NEEDS_NO_LABEL:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not named and field.get("id") not in labelled and field.find_parent("label") is None:
            yield f"field {field.get('name')!r} has no label"


def _guarded_forms(page: Page) -> Iterator[str]:
    for form in page.named("form"):
        if str(form.get("method", "get")).lower() != "post":
            continue
        token = form.find("input", attrs={"type": "hidden", "name": "csrf_token"})
        if not isinstance(token, Tag) or not token.get("value"):
            yield f"POST form {form.get('action')!r} has no CSRF token"


def _nothing_inline(page: Page) -> Iterator[str]:
    for tag in page.tags:
        if tag.name == "style" or "style" in tag.attrs:
            yield f"inline style in <{tag.name}>"
        if tag.name == "script" and "src" not in tag.attrs and tag.get("type") not in DATA:
            yield "inline script"
        for name in tag.attrs:
            if name.startswith("on"):
                yield f"inline {name} in <{tag.name}>"


def _links_lead_somewhere(page: Page) -> Iterator[str]:
    for link in page.named("a"):
        target = str(link.get("href", "")).strip()
        if target in {"", "#"} or target.startswith("javascript:") or "None" in target:
            yield f"link {said(link)!r} leads to {target!r}"
        if not _name_of(link):
            yield f"link to {target!r} has no text"


def _buttons_say_what_they_do(page: Page) -> Iterator[str]:
    for button in page.named("button"):
        if not _name_of(button):
            yield f"button {button.get('name')!r} has no text"


def _pictures_have_a_text(page: Page) -> Iterator[str]:
    for picture in page.named("img"):
        if picture.get("alt") is None:
            yield f"picture {picture.get('src')!r} has no alt"


def _nothing_slipped_through(page: Page) -> Iterator[str]:
    text = said(page.lean.body) if page.lean.body else ""
    for found in SLIPPED_THROUGH.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 30]
        yield f"{found[0]!r} in the text: …{around}…"


def _name_of(tag: Tag) -> str:
    """Return what a screen reader calls the tag: its label, its text, its pictures' texts."""
    pictures = [str(each.get("alt", "")) for each in tag.find_all("img")]
    drawn = [said(each) for each in tag.find_all("title")]
    return " ".join([str(tag.get("aria-label", "")), said(tag), *pictures, *drawn]).strip()


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
