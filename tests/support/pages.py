"""A page as a person meets it: read, followed and filled in through what it really shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import PurePath
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import FileStorage

OPTION = re.compile(r"<option[^>]*>[^<]*</option>")
LONG_MENU = re.compile(r"(<select[^>]*>)((?:\s*<option[^>]*>[^<]*</option>){40,}\s*)(</select>)")
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
        """The whole page."""
        return self.lean if self.lean_html is self.html else _parsed(self.html)

    @cached_property
    def lean(self) -> BeautifulSoup:
        """The page without what is not chosen in its long menus: all countries, all zones.

        Parsing those took most of the time of a test; `offers` still knows them.
        """
        return _parsed(self.lean_html)

    @cached_property
    def lean_html(self) -> str:
        lean = LONG_MENU.sub(_shortened, self.html)
        return self.html if lean == self.html else lean

    def offers(self, name: str, value: str) -> bool:
        """Return whether a long menu of that name has an option of that value."""
        option = f'value="{escape(value)}"'
        menus = (found[0] for found in LONG_MENU.finditer(self.html))
        return any(f'name="{name}"' in menu[:400] and option in menu for menu in menus)

    @cached_property
    def tags(self) -> Sequence[Tag]:
        """All tags in their order: walking them once costs less than many CSS selections."""
        return list(self.lean.find_all(True))

    def named(self, *names: str) -> list[Tag]:
        """Return the tags with one of the names."""
        return [tag for tag in self.tags if tag.name in names]

    def having(self, attribute: str) -> list[Tag]:
        """Return the tags that carry the attribute."""
        return [tag for tag in self.tags if attribute in tag.attrs]

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def heading(self) -> str:
        """The text of the one h1."""
        heading = self.lean.find("h1")
        return said(heading) if heading else ""

    @property
    def text(self) -> str:
        """All that a person reads on the page, with single spaces."""
        return said(self.soup.body) if self.soup.body else ""

    @property
    def links(self) -> Mapping[str, str]:
        """The address behind each link's text."""
        return {said(link): str(link["href"]) for link in self.lean.select("a[href]")}

    def link(self, text: str) -> str:
        """Return the address behind the link with this text."""
        assert text in self.links, f"no link {text!r} on {self.address}; there are {self.links}"
        return urljoin(self.address, self.links[text])

    def value(self, name: str) -> str:
        """Return what the field shows now."""
        return next((str(text) for field, text in _shown(self.lean) if field == name), "")

    def form(self, form: str | None = None, button: str | None = None) -> "Form":
        """Return the form with that id or action, or with that button, or the only POST form."""
        found = [each for each in self.lean.find_all("form") if _fits(each, form, button)]
        wish = f"form={form!r}, button={button!r}"
        assert len(found) == 1, f"{len(found)} forms fit {wish} on {self.address}\n{self.text}"
        return Form(self, found[0])


@dataclass(frozen=True)
class Form:
    """A form on a page, and what it holds before anybody types."""

    page: Page
    tag: Tag

    def fill(self, values: Mapping[str, Value], button: str | None) -> Filled:
        """Type the values (by field name or label) and press the button (by its text)."""
        wanted = {self._name(key): value for key, value in values.items()}
        fields = [field for field in _shown(self.tag) if field[0] not in wanted]
        for name, value in wanted.items():
            fields.extend((name, text) for text in self._typed(name, value))
        pressed = self._button(button)
        if pressed is not None and pressed.get("name"):
            fields.append((str(pressed["name"]), str(pressed.get("value", ""))))
        action = pressed.get("formaction") if pressed is not None else None
        action = str(action or self.tag.get("action") or self.page.address)
        method = str(self.tag.get("method", "get")).upper()
        return Filled(method, urljoin(self.page.address, action), fields)

    def _name(self, key: str) -> str:
        if self._controls(key):
            return key
        for label in self.page.lean.find_all("label"):
            if said(label).startswith(key) and label.get("for"):
                control = self.tag.find(id=str(label["for"]))
                if isinstance(control, Tag):
                    return str(control["name"])
        names = sorted({str(each.get("name")) for each in self._all_controls})
        raise AssertionError(f"no field {key!r} in the form on {self.page.address}: {names}")

    @cached_property
    def _all_controls(self) -> list[Tag]:
        return _controls(self.tag)

    def _controls(self, name: str) -> list[Tag]:
        return [each for each in self._all_controls if each.get("name") == name]

    def _typed(self, name: str, value: Value) -> Iterator[str | FileStorage]:
        controls = self._controls(name)
        if isinstance(value, FileStorage):
            yield value
        elif isinstance(value, bool):
            yield from (str(controls[0].get("value", "on")),) if value else ()
        else:
            texts = [value] if isinstance(value, str) else list(value)
            for text in texts:
                if not self.page.offers(name, text):
                    _check_offered(controls, text, self.page.address)
                yield text

    def _button(self, text: str | None) -> Tag | None:
        buttons = _buttons(self.tag)
        if text is None:
            return buttons[0] if buttons else None
        return next(each for each in buttons if _says(each, text))


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _shortened(menu: "re.Match[str]") -> str:
    """Keep of a long menu its first option and the chosen ones."""
    options = OPTION.findall(menu[2])
    kept = [each for number, each in enumerate(options) if number == 0 or " selected" in each]
    return menu[1] + "".join(kept) + menu[3]


def said(tag: Tag) -> str:
    """Return the text in a tag with single spaces."""
    return " ".join(tag.get_text(" ").split())


def _fits(form: Tag, wanted: str | None, button: str | None) -> bool:
    if wanted is not None and wanted not in {form.get("id"), form.get("action")}:
        return False
    if button is not None:
        return any(_says(each, button) for each in _buttons(form))
    return wanted is not None or str(form.get("method", "get")).lower() == "post"


def _buttons(form: Tag) -> list[Tag]:
    inside = form.find_all(["button", "input"])
    if form.get("id"):
        inside += form.find_parents()[-1].find_all("button", form=str(form["id"]))
    return [each for each in inside if _sends(each)]


def _sends(tag: Tag) -> bool:
    kind = tag.get("type", "submit" if tag.name == "button" else "text")
    return kind in {"submit", "image"}


def _says(button: Tag, text: str) -> bool:
    return text in {said(button), button.get("value"), button.get("name")}


def _controls(form: Tag) -> list[Tag]:
    """Return the fields of the form: those inside it, and those elsewhere that name it."""
    fields = ["input", "select", "textarea"]
    inside = form.find_all(fields)
    if form.get("id"):
        inside += form.find_parents()[-1].find_all(fields, form=str(form["id"]))
    return [each for each in inside if each.get("name") and each.get("type") != "submit"]


def _shown(form: Tag) -> Iterator[Field]:
    """Yield what a browser would send if nobody typed anything."""
    for control in _controls(form):
        if control.has_attr("disabled"):
            continue
        name = str(control["name"])
        for value in _present_values(control):
            yield name, value


def _present_values(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\r").removeprefix("\n")]
    if control.name == "select":
        return _chosen(control)
    if control.get("type") in {"checkbox", "radio"}:
        return [str(control.get("value", "on"))] if control.has_attr("checked") else []
    if control.get("type") == "file":
        return []
    return [str(control.get("value", ""))]


def _chosen(select: Tag) -> list[str]:
    options = select.find_all("option")
    chosen = [each for each in options if each.has_attr("selected")]
    if not chosen and options and not select.has_attr("multiple"):
        chosen = options[:1]
    return [_option_value(each) for each in chosen]


def _option_value(option: Tag) -> str:
    return str(option.get("value", said(option)))


def _check_offered(controls: Sequence[Tag], text: str, address: str) -> None:
    """Refuse a choice that the page does not offer: a person could not make it."""
    offered: set[str] = set()
    for control in controls:
        if control.name == "select":
            offered |= {_option_value(each) for each in control.find_all("option")}
        elif control.get("type") in {"radio", "checkbox"}:
            offered.add(str(control.get("value", "on")))
        else:
            return
    assert text in offered, f"{text!r} is not offered on {PurePath(address)}: {sorted(offered)}"
