"""Links to join an online meeting: found where other systems put them, and kept out of public text.

What is in a description or a place is read by everybody; a link to join is for participants.
"""

import re
from urllib.parse import urlsplit

# Hosts of meetings, and of their parts: zoom.us is also that of us02web.zoom.us.
_HOSTS = (
    "zoom.us",
    "zoomgov.com",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "webex.com",
    "gotomeeting.com",
    "gotomeet.me",
    "bluejeans.com",
    "whereby.com",
    "meet.jit.si",
    "interprefy.com",
    "kudoway.com",
)
_LINK = re.compile(r"https?://[^\s<>\"']{1,500}", re.IGNORECASE)
_SECRET = re.compile(
    r"\b(?:pass(?:code|word|wort)|kenncode|meeting[ -]?id|access code|one tap mobile"
    r"|dial[ -]?in)\b",
    re.IGNORECASE,
)


def is_join_link(link: str) -> bool:
    """Return whether the address is a meeting of one of the services that we know."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return False
    return any(host == each or host.endswith(f".{each}") for each in _HOSTS)


def join_links_in(text: str) -> tuple[str, ...]:
    """Return the links to meetings in a text, in order."""
    found = (each.rstrip(".,;)>]") for each in _LINK.findall(text))
    return tuple(each for each in found if is_join_link(each))


def without_join_links(text: str) -> str:
    """Return the text without the lines that let people into a meeting; others as they are."""
    if not join_links_in(text):
        return text
    kept = (line for line in text.split("\n") if not join_links_in(line))
    return "\n".join(line for line in kept if not _SECRET.search(line)).strip()
