"""The Article 6 partnership's form is open, and people from everywhere ask to join."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.core.ids import token_hash
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import record_of
from courseapp.joining import deciding, requesting
from courseapp.joining.deciding import Acceptance, Accepted
from courseapp.joining.models import JoinLink, JoinRequest
from courseapp.joining.requesting import Asked
from courseapp.joining.rules import JoinsAs, PartnerKind
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

JOIN = "/initiatives/a6ip/join"
THANKS = f"{JOIN}/thanks"
LIST = "/manage/a6ip/joining"
SETTINGS = f"{LIST}/settings"
SEND = "Send the request"
CONFIRM = "Confirm my address and send the request"

# What a person of Kenya's ministry types, and one of an institute in Chile.
COUNTRY: Mapping[str, Value] = {
    "kind": "country",
    "country": "KE",
    "full_name": "Amina Yusuf",
    "position": "Head of the carbon market unit",
    "email": "amina@ministry.example",
    "areas": ["baselines", "reporting"],
    "contribution": "We share how we record transfers.",
    "consent": True,
}
INSTITUTE: Mapping[str, Value] = {
    "kind": "research_institute",
    "organisation": "Instituto del Clima",
    "organisation_type": "academic",
    "seat": "CL",
    "website": "instituto.example/clima",
    "full_name": "José Núñez",
    "position": "Directora",
    "email": "jose@instituto.example",
    "contribution": "Methods for baselines.",
    "consent": True,
}
KENYA = Asked(
    kind=PartnerKind.COUNTRY,
    country="KE",
    full_name="Amina Yusuf",
    position="Head of the carbon market unit",
    email="amina@ministry.example",
    areas=("Support the methods for baselines, for example with tools",),
    contribution="We share how we record transfers.",
)
INSTITUTE_ASKED = Asked(
    kind=PartnerKind.RESEARCH_INSTITUTE,
    country="CL",
    organisation="Instituto del Clima",
    organisation_type="academic",
    website="https://instituto.example/clima",
    full_name="José Núñez",
    position="Directora",
    email="jose@instituto.example",
    contribution="Methods for baselines.",
)


@dataclass(frozen=True)
class Story:
    """Who asks, who decides, and what became of it."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast

    @property
    def initiative(self) -> Initiative:
        return self.session.scalars(select(Initiative).where(Initiative.slug == "a6ip")).one()

    @property
    def record(self) -> Record:
        self.session.expire_all()
        return record_of(self.session, self.initiative).record

    def sent(self, asked: Asked = KENYA) -> JoinRequest:
        """Return a request whose address is not confirmed yet."""
        with self.app.test_request_context():
            made = requesting.send_request(self.session, self.clock.now, self.initiative, asked)
            self.session.commit()
        return made

    def received(self, asked: Asked = KENYA) -> JoinRequest:
        """Return a request that the team has."""
        made = self.sent(asked)
        self.does(requesting.confirm_request, made)
        return made

    def does(self, service: Any, request: JoinRequest, *more: Any) -> None:
        """Let the requester do something: a service of `requesting`."""
        with self.app.test_request_context():
            service(self.session, self.clock.now, request, *more)
            self.session.commit()

    def decides(self, service: Any, request: JoinRequest, *more: Any) -> Any:
        """Let the organiser do something: a service of `deciding`."""
        actor = self.cast.a6ip_organiser
        with self.app.test_request_context():
            result = service(self.session, actor, self.clock.now, request, *more)
            self.session.commit()
        return result

    def accepts(
        self, request: JoinRequest, joins_as: JoinsAs = JoinsAs.PARTNER, since: str = "2027-03-01"
    ) -> Accepted:
        accepted: Accepted = self.decides(
            deciding.accept_request, request, Acceptance(joins_as, since)
        )
        return accepted

    def only_request(self) -> JoinRequest:
        self.session.expire_all()
        return self.session.scalars(select(JoinRequest)).one()

    def letters(self, to: str) -> list[Message]:
        """Return the letters to an address, the oldest first."""
        self.session.expire_all()
        return list(
            self.session.scalars(
                select(Message).where(Message.to_address == to).order_by(Message.id)
            )
        )

    def link_to(self, email: str = "amina@ministry.example") -> str:
        """Return the secret path in the newest letter that has one."""
        found = re.search(r"/joining/[\w-]+", self.letters(email)[-1].text)
        assert found is not None
        return found[0]

    def own_page(self, request: JoinRequest) -> str:
        """Return a secret path to the page of a request."""
        token = f"secret-of-{request.id}"
        hashed = token_hash(token)
        known = select(JoinLink).where(JoinLink.token_hash == hashed)
        if self.session.scalars(known).first() is None:
            made = JoinLink(request_id=request.id, token_hash=hashed, made_at=self.clock.now)
            self.session.add(made)
            self.session.commit()
        return f"/joining/{token}"

    def page_of(self, request: JoinRequest) -> str:
        """Return the path of a request's page for organisers."""
        return f"{LIST}/{request.reference}"


def fill_in(
    client: CheckingClient,
    clock: FixedClock,
    values: Mapping[str, Value],
    status: int = 200,
    **changes: Value,
) -> Page:
    """Open the form, take two minutes, and send it."""
    page = client.visit(JOIN)
    clock.advance(minutes=2)
    return client.submit(page, {**values, **changes}, button=SEND, status=status)
