"""Text and addresses as strict readers of iCalendar accept them."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

# Readers that split a feed with Python's str.splitlines, such as vdirsyncer, also split at these.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HALF_PAIRS = re.compile("[\ud800-\udfff]")
BROKEN_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
KEPT_IN_PATH = "/:@!$&'()*+,;=%~"


def plain_text(text: str) -> str:
    """`text` with every line end as LF and no other control character but HTAB.

    RFC 5545 §3.1 forbids control characters; they come with titles pasted out of PDFs.
    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD.
    """
    if text.isprintable():  # as nearly all are: nothing to look for
        return text.strip()
    lines = LINE_ENDS.sub("\n", text)
    return HALF_PAIRS.sub("\ufffd", CONTROLS.sub("", lines)).strip()


def one_line(text: str) -> str:
    """`plain_text` on one line, with single spaces."""
    return " ".join(plain_text(text).split())


def ascii_uri(address: str) -> str:
    """`address` as an absolute ASCII URI (RFC 3986), or "" if it is none.

    Names of hosts become IDNA, other characters outside ASCII percent-encoded UTF-8
    (RFC 3987 §3.1). A bad address is left out: with it, some readers lose the whole feed.
    """
    try:
        parts = urlsplit(one_line(address))
        host = parts.netloc.encode("ascii" if parts.netloc.isascii() else "idna").decode()
    except ValueError:
        return ""
    if not SCHEME.fullmatch(parts.scheme) or not (host or parts.path) or unsafe_host(host):
        return ""
    path, query, fragment = (
        percent_encoded(parts.path, KEPT_IN_PATH),
        percent_encoded(parts.query, KEPT_IN_PATH + "?"),
        percent_encoded(parts.fragment, KEPT_IN_PATH + "?"),
    )
    return urlunsplit((parts.scheme, host, path, query, fragment))


def percent_encoded(part: str, kept: str) -> str:
    """`part` with everything encoded but unreserved characters and `kept`, and no bare %."""
    return BROKEN_PERCENT.sub("%25", quote(part, safe=kept, errors="replace"))


def unsafe_host(host: str) -> bool:
    """Whether the host part has characters that no URI has there."""
    return re.search(r"[^A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]", host) is not None


def shortened(text: str, most: int) -> str:
    """`text` with at most that many characters, cut between words and then ended by an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rsplit(maxsplit=1)
    return (words[0] if len(words) > 1 else cut) + "…"
