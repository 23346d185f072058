"""What features above have to say on an applicant's own page; `app.py` connects them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.applications.models import Application

_KEY = "beside_applications"


@dataclass(frozen=True)
class Beside:
    """A section of her page: what it says, and the one thing that she can do about it.

    `key` is its id in the page. Without a `button` there is nothing to do; with `posts` the button
    acts at once, else it leads to a page. What is more than that has a `template` of its own, which
    shows `more`, and where it needs one a `sheet` of styles.
    """

    key: str
    title: str
    text: str
    button: str = ""
    path: str = ""
    posts: bool = False
    is_urgent: bool = False
    template: str = ""
    sheet: str = ""
    more: object = None


Source = Callable[[Session, Application, datetime], Beside | None]


def connect(app: Flask, source: Source) -> None:
    """Let `source` say what it has to say; None where that is nothing."""
    app.extensions.setdefault(_KEY, []).append(source)


def beside(session: Session, application: Application, now: datetime) -> Sequence[Beside]:
    """Return all that there is to say beside an application, in the order of their connecting."""
    sources: list[Source] = current_app.extensions.get(_KEY, [])
    said = (source(session, application, now) for source in sources)
    return tuple(each for each in said if each is not None)
