"""Lengths of time and numbers of things, as people say them."""

from datetime import timedelta


def length(span: timedelta) -> str:
    """Return ``4 h 15 min``; seconds are left out."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    said = [f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else ""]
    return " ".join(filter(None, said))


def counted(number: int, one: str, many: str) -> str:
    """Return ``1 day`` or ``12 days``."""
    return f"{number:,} {one if number == 1 else many}"
