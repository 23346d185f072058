"""A page as a person meets it: read, followed and filled in through what it really shows.

Selectolax reads it as a browser does, in a thirtieth of the time that Beautiful Soup takes; a test
that looks closer has the latter in `Page.soup`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.datastructures import FileStorage

FIELDS = "input, select, textarea"
NEVER_READ = ["script", "style"]
Value = str | bool | Sequence[str] | FileStorage
Field = tuple[str, str | FileStorage]


@dataclass(frozen=True)
class Filled:
    """A form ready to be sent."""

    method: str
    action: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class Page:
    """One loaded HTML page; `address` is its path with the query."""

    address: str
    status: int
    html: str

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page for a closer look."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a browser reads it."""
        return LexborHTMLParser(self.html)

    @cached_property
    def text(self) -> str:
        """All that a person reads on the page, with single spaces."""
        read = LexborHTMLParser(self.html)
        read.strip_tags(NEVER_READ)
        return said(read.body) if read.body else ""

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def heading(self) -> str:
        """The text of the one h1."""
        heading = self.tree.css_first("h1")
        return said(heading) if heading else ""

    @property
    def links(self) -> Mapping[str, str]:
        """The address behind each link's text."""
        return {said(link): link.attributes["href"] or "" for link in self.tree.css("a[href]")}

    def link(self, text: str) -> str:
        """Return the address behind the link with this text."""
        assert text in self.links, f"no link {text!r} on {self.address}; there are {self.links}"
        return urljoin(self.address, self.links[text])

    def value(self, name: str) -> str:
        """Return what the field shows now."""
        controls = (each for each in self.tree.css(FIELDS) if _is_named(each))
        return next((str(text) for field, text in _shown(controls) if field == name), "")

    def form(self, form: str | None = None, button: str | None = None) -> "Form":
        """Return the form with that id or action, or with that button, or the only POST form."""
        every = [Form(self, each) for each in self.tree.css("form")]
        found = [each for each in every if each.fits(form, button)]
        wish = f"form={form!r}, button={button!r}"
        assert len(found) == 1, f"{len(found)} forms fit {wish} on {self.address}\n{self.text}"
        return found[0]


@dataclass(frozen=True)
class Form:
    """A form on a page, and what it holds before anybody types."""

    page: Page
    tag: LexborNode

    def fits(self, wanted: str | None, button: str | None) -> bool:
        """Return whether it is the one of that id or action, with that button."""
        about = self.tag.attributes
        if wanted is not None and wanted not in {about.get("id"), about.get("action")}:
            return False
        if button is not None:
            return any(_says(each, button) for each in self._buttons)
        return wanted is not None or (about.get("method") or "get").lower() == "post"

    def fill(self, values: Mapping[str, Value], button: str | None) -> Filled:
        """Type the values (by field name or label) and press the button (by its text)."""
        wanted = {self._name(key): value for key, value in values.items()}
        fields = [field for field in _shown(self._controls) if field[0] not in wanted]
        for name, value in wanted.items():
            fields.extend((name, text) for text in self._typed(name, value))
        pressed = self._button(button)
        if button_name := pressed.get("name"):
            fields.append((button_name, pressed.get("value") or ""))
        about = self.tag.attributes
        action = pressed.get("formaction") or about.get("action") or self.page.address
        method = (about.get("method") or "get").upper()
        return Filled(method, urljoin(self.page.address, action), fields)

    def _name(self, key: str) -> str:
        if self._of_name(key):
            return key
        for label in self.page.tree.css("label[for]"):
            if said(label).startswith(key):
                named = [each for each in self._controls if each.id == label.attributes["for"]]
                if named:
                    return named[0].attributes["name"] or ""
        names = sorted({each.attributes["name"] or "" for each in self._controls})
        raise AssertionError(f"no field {key!r} in the form on {self.page.address}: {names}")

    @cached_property
    def _controls(self) -> Sequence[LexborNode]:
        """The fields of the form: those inside it, and those elsewhere that name it."""
        return [each for each in self._belonging(FIELDS) if _is_named(each)]

    @cached_property
    def _buttons(self) -> Sequence[LexborNode]:
        return [each for each in self._belonging("button, input") if _sends(each)]

    def _belonging(self, kinds: str) -> Sequence[LexborNode]:
        elsewhere = []
        if self.tag.id:
            every = self.page.tree.css(kinds)
            elsewhere = [each for each in every if each.attributes.get("form") == self.tag.id]
        return [*self.tag.css(kinds), *elsewhere]

    def _of_name(self, name: str) -> Sequence[LexborNode]:
        return [each for each in self._controls if each.attributes["name"] == name]

    def _typed(self, name: str, value: Value) -> Iterator[str | FileStorage]:
        controls = self._of_name(name)
        if isinstance(value, FileStorage):
            yield value
        elif isinstance(value, bool):
            yield from (_value(controls[0], "on"),) if value else ()
        else:
            for text in [value] if isinstance(value, str) else value:
                _check_offered(controls, text, self.page.address)
                yield text

    def _button(self, text: str | None) -> Mapping[str, str | None]:
        """Return what the pressed button carries."""
        if text is None:
            return self._buttons[0].attributes if self._buttons else {}
        return next(each.attributes for each in self._buttons if _says(each, text))


def said(tag: LexborNode | Tag) -> str:
    """Return the text in a tag with single spaces."""
    text = tag.get_text(" ") if isinstance(tag, Tag) else tag.text(separator=" ")
    return " ".join(text.split())


def _is_named(control: LexborNode) -> bool:
    return bool(control.attributes.get("name")) and control.attributes.get("type") != "submit"


def _sends(tag: LexborNode) -> bool:
    kind = tag.attributes.get("type") or ("submit" if tag.tag == "button" else "text")
    return kind in {"submit", "image"}


def _says(button: LexborNode, text: str) -> bool:
    about = button.attributes
    return text in {said(button), about.get("value"), about.get("name")}


def _shown(controls: Iterable[LexborNode]) -> Iterator[Field]:
    """Yield what a browser would send of the fields if nobody typed anything."""
    for control in controls:
        if "disabled" in control.attributes:
            continue
        for value in _present_values(control):
            yield control.attributes["name"] or "", value


def _present_values(control: LexborNode) -> Sequence[str]:
    about = control.attributes
    kind = about.get("type")
    if control.tag == "textarea":
        return [control.text().removeprefix("\r\n")]  # of "\n" the reader drops the first itself
    if control.tag == "select":
        return _chosen(control)
    if kind in {"checkbox", "radio"}:
        return [_value(control, "on")] if "checked" in about else []
    return [] if kind == "file" else [_value(control, "")]


def _value(control: LexborNode, otherwise: str) -> str:
    about = control.attributes
    return (about["value"] or "") if "value" in about else otherwise


def _chosen(select: LexborNode) -> Sequence[str]:
    options = select.css("option")
    chosen = [each for each in options if "selected" in each.attributes]
    if not chosen and options and "multiple" not in select.attributes:
        chosen = options[:1]
    return [_value(each, said(each)) for each in chosen]


def _check_offered(controls: Sequence[LexborNode], text: str, address: str) -> None:
    """Refuse a choice that the page does not offer: a person could not make it."""
    offered: set[str] = set()
    for control in controls:
        if control.tag == "select":
            offered |= {_value(each, said(each)) for each in control.css("option")}
        elif control.attributes.get("type") in {"radio", "checkbox"}:
            offered.add(_value(control, "on"))
        else:
            return
    assert text in offered, f"{text!r} is not offered on {PurePath(address)}: {sorted(offered)}"
