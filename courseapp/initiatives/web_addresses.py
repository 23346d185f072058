"""Addresses that a record names: which of them a page may lead to."""

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Return the host of an address of the web, as people say it; empty where it is none.

    Records come from anywhere: ``javascript:`` and half an address are shown, never linked.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_whole = parts.scheme in {"http", "https"} and address.isprintable() and " " not in address
    return host.removeprefix("www.") if is_whole else ""
