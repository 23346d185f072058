"""The shape of a message's words.

In curly brackets stand `name`, `event` and `when`, the first of the times that the message tells.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A subject, paragraphs before and after what the message tells, the button, and why."""

    subject: str
    before: tuple[str, ...]
    button: str
    why: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Small:
    """Words beside the text that all messages have in common."""

    greeting: str
    until: str
    when: str
    where: str
    more: str
    open_page: str
    copy: str
    evaluation: str
    evaluate: str
    adds: str
    link_once: str
    keep: str
    questions: str
