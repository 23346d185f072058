"""How a rule says no, in words for the person who asked."""


class Problem(Exception):  # noqa: N818 - it is told to a person, it is not a fault of the program
    """A rule refused. `message` is shown as it is, beside `field` or on top of the page."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(Exception):  # noqa: N818 - likewise
    """There is no such thing for this person: answered with 404, never with 403."""


class Gone(NotFound):
    """There was such a thing, and everybody could know of it; it does not come back: 410."""
