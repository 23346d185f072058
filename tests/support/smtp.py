"""A real SMTP server on this machine that keeps what it is given, or refuses it as told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.support.network import free_port


@dataclass
class PostOffice:
    """What arrived, oldest first. Set `refusal` to answer every message with that line."""

    url: str = ""
    refusal: str | None = None  # such as "451 4.3.0 try again later"
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a message as aiosmtpd hands it over."""
        if self.refusal is not None:
            return self.refusal
        message = message_from_bytes(envelope.content, _class=EmailMessage, policy=default)
        self.messages.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 2.0.0 taken"


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """Run the server on a free port; `url` is the setting that leads to it."""
    office = PostOffice()
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    office.url = f"smtp://127.0.0.1:{port}"
    yield office
    controller.stop()
