"""The checks of every page must themselves be able to fail."""

import pytest

from tests.support import page_rules
from tests.support.pages import Page

GOOD = """<!doctype html><html lang="en" dir="ltr"><head><title>Sign in - courseapp</title></head>
<body><h1>Sign in</h1><form method="post" action="/sign-in">
<input type="hidden" name="csrf_token" value="secret">
<label for="email">E-mail</label><input id="email" name="email" value="old@example.org">
<label for="zone">Zone</label><select id="zone" name="zone">
<option value="">Choose</option><option value="Asia/Bangkok" selected>Bangkok</option></select>
<label><input type="checkbox" name="stay" value="yes"> Stay</label>
<button name="way" value="link">Send me a link</button><button>Sign in</button></form>
<p>None of these? <a href="/">Home</a></p></body></html>"""

BROKEN = {
    "no heading": ("<h1>Sign in</h1>", ""),
    "two headings": ("<h1>Sign in</h1>", "<h1>Sign in</h1><h1>Again</h1>"),
    "another title": ("<title>Sign in", "<title>Home"),
    "no language": ('lang="en" ', ""),
    "no direction": (' dir="ltr"', ""),
    "an id twice": ("<p>", '<p id="email">'),
    "a label for nothing": ('for="zone"', 'for="zones"'),
    "no label": ('<label for="email">E-mail</label>', ""),
    "no token": ('<input type="hidden" name="csrf_token" value="secret">', ""),
    "an empty token": ('value="secret"', 'value=""'),
    "an inline style": ("<p>", '<p style="color:red">'),
    "a style sheet inside": ("</head>", "<style>p{}</style></head>"),
    "an inline script": ("</head>", "<script>alert(1)</script></head>"),
    "an inline handler": ("<p>", '<p onclick="x()">'),
    "a link to nowhere": ('href="/"', 'href="#"'),
    "a link to None": ('href="/"', 'href="/events/None"'),
    "a link without text": (">Home</a>", "></a>"),
    "a button without text": (">Sign in</button>", "></button>"),
    "a picture without text": ("<p>", '<img src="/a.png"><p>'),
    "a Python value": ("<p>", "<p>Dear None, "),
    "a template's mark": ("<p>", "<p>{{ name }}"),
}


def page(html: str) -> Page:
    return Page("/sign-in", 200, html)


def test_a_good_page_passes() -> None:
    page_rules.check(page(GOOD))


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_of_a_page_is_found(fault: str) -> None:
    before, after = BROKEN[fault]
    assert before in GOOD
    with pytest.raises(AssertionError, match="/sign-in"):
        page_rules.check(page(GOOD.replace(before, after, 1)))


def test_a_form_is_sent_as_a_browser_would() -> None:
    form = page(GOOD).form(button="Sign in")
    sent = form.fill({"E-mail": "amina@example.org", "stay": True}, "Sign in")
    assert (sent.method, sent.action) == ("POST", "/sign-in")
    assert dict(sent.fields) == {
        "csrf_token": "secret",
        "zone": "Asia/Bangkok",
        "email": "amina@example.org",
        "stay": "yes",
    }


def test_the_pressed_button_is_sent_too() -> None:
    sent = page(GOOD).form().fill({}, "Send me a link")
    assert ("way", "link") in sent.fields
    assert "stay" not in dict(sent.fields)


@pytest.mark.parametrize(
    "values", [{"zone": "Mars/Olympus"}, {"phone": "1"}], ids=["not offered", "no such field"]
)
def test_nobody_can_send_what_the_page_does_not_offer(values: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match=r"not offered|no field"):
        page(GOOD).form().fill(values, None)
