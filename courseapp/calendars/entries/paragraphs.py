"""A description for people: as plain text, and the same as HTML.

Google and Outlook show no URL, so the address of the page ends the plain text; in HTML it is a
link. The HTML holds paragraphs and that link, nothing else: every text in it is escaped.
"""

from html import escape

from courseapp.calendars.formats.texts import ascii_uri, one_line, plain_text


def paragraphs(*lines: str) -> str:
    """Return the lines that say something, one under the other."""
    return "\n".join(filter(None, lines))


def styled(lines: tuple[str, ...], page: str, label: str) -> str:
    """Return the lines that say something as HTML paragraphs, and last the link; "" for nothing."""
    address = ascii_uri(page)
    link = f'<p><a href="{escape(address)}">{escape(label)}</a></p>' if address else ""
    return "".join(_paragraph(each) for each in lines if one_line(each)) + link


def _paragraph(text: str) -> str:
    return f"<p>{escape(plain_text(text), quote=False)}</p>".replace("\n", "<br>")
