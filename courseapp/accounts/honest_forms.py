"""Public forms that keep robots out without a puzzle, a third party or a script.

A form that everybody may send derives from `HonestForm`; its view and its page do four things:

    class ReportForm(HonestForm):
        text = TextAreaField("What is wrong?")

    ALLOWANCE = Allowance.of("report a mistake")

    @csrf.exempt                                # the form asks for its token itself, see below
    form = ReportForm()
    if form.sent_by_robot():
        return redirect(thanks, 303)            # 1. the same answer as for people; store nothing
    if form.validate():                         # 2. asks once more where the page lay open for long
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)       # 3.
            report = report_mistake(session(), now(), …, held=needs_a_look(form.text.data))
            return redirect(thanks, 303)
    return render_template(…), 422

    {% from "_macros/honest.html" import unseen_field %}
    {{ form_start(form=form) }}                 {# 4. `form=` also prints the sealed time #}
      {{ unseen_field(form) }}
      …

What tells a robot: it fills in the field that people do not see, it answers within
`LEAST_TIME`, or it sends no time that we have sealed. Too many links in a text tell nothing
for sure, so such a text is held for an editor instead of refused. The thank-you page is reached
by a redirect and says nothing of what was sent, so that both answers are the same to the byte.

The guard against forged requests cannot show a form again. So the view is exempt from it, and
the form, which needs the same token, comes back with its text where a browser lost its cookie.

In tests move the clock on before sending: ``clock.advance(seconds=5)``.
"""

import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, ClassVar, cast

from flask import current_app, request
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField

from courseapp.accounts.rules import canonical_email
from courseapp.accounts.throttling import Limit, count_attempt, refuse_too_many
from courseapp.core.request import now
from courseapp.core.translations import lazy_gettext

LEAST_TIME = timedelta(seconds=3)
LEAST_TIME_FOR_ONE_FIELD = timedelta(seconds=1)  # a browser fills in an address by itself
LONGEST_OPEN = timedelta(days=7)
MOST_LINKS = 2
COOKIE_LOST = lazy_gettext(
    "Your browser has lost the cookie with which we recognise our own form, so please look at it "
    "once more. Everything you typed is still here. Then send it again."
)
OPEN_FOR_LONG = lazy_gettext(
    "This page was open for more than a week, so please look at it once more. "
    "Everything you typed is still here. Then send it again."
)

_SEAL = re.compile(r"(?P<instant>\d{1,17})\.(?P<signature>[0-9a-f]{64})", re.ASCII)
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
# One link however it is written: bare, with href= in HTML, or with [url] as in forums.
_ADDRESS = r"(?:https?://(?:www\.)?|\bwww\.)"
_LINK = re.compile(
    rf"(?:\bhref\s*=\s*[\"']?|\[url\b[\]=]?[\"']?){_ADDRESS}?|{_ADDRESS}", re.IGNORECASE
)


def sealed(at: datetime, key: str) -> str:
    """Return the instant, to the microsecond, with a signature: HMAC-SHA-256 (RFC 2104)."""
    instant = str((at - _EPOCH) // _TICK)
    return f"{instant}.{_signature(instant, key)}"


def unsealed(text: str, key: str) -> datetime | None:
    """Return the instant in UTC, or None where the text is not what `sealed` gave."""
    found = _SEAL.fullmatch(text)
    if found is None or not hmac.compare_digest(
        found["signature"], _signature(found["instant"], key)
    ):
        return None
    return _EPOCH + int(found["instant"]) * _TICK


def _signature(instant: str, key: str) -> str:
    return hmac.new(key.encode(), f"form opened {instant}".encode(), sha256).hexdigest()


class OpenedField(HiddenField):
    """When the page was first shown. It stays the same while its writer mends mistakes."""

    def _value(self) -> str:
        return self.data or sealed(now(), _key())

    @property
    def opened_at(self) -> datetime | None:
        """The instant in UTC, None where nothing that we sealed was sent."""
        return unsealed(self.data or "", _key())


class HonestForm(FlaskForm):
    """A form for everybody; how to use it stands on top of this file."""

    least_time: ClassVar[timedelta] = LEAST_TIME

    opened = OpenedField()
    further_remarks = StringField("Leave this field empty")

    def sent_by_robot(self) -> bool:
        """Return whether no person can have sent this: thank it, and store nothing."""
        opened_at = self.opened.opened_at
        return (
            bool(self.further_remarks.data)
            or opened_at is None
            or now() - opened_at < self.least_time
        )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields; a page that grew too old comes back once, with all its text."""
        fine = bool(super().validate(extra_validators=extra_validators))
        reasons = [*self._lost_token(), *self._lay_open_for_long()]
        self.form_errors.extend(reasons)
        return fine and not reasons

    def _lost_token(self) -> Iterator[str]:
        if self.csrf_token.errors:
            self.csrf_token.errors = []  # they speak to programmers; the page has a new token
            yield COOKIE_LOST

    def _lay_open_for_long(self) -> Iterator[str]:
        opened_at = self.opened.opened_at
        if opened_at is not None and now() - opened_at > LONGEST_OPEN:
            # Whoever only presses the button again, at once, is still a person.
            self.opened.data = sealed(now() - LEAST_TIME, _key())
            yield OPEN_FOR_LONG


@dataclass(frozen=True)
class Allowance:
    """How often one form may be sent from one network and in the name of one mailbox."""

    by_network: Limit
    by_mailbox: Limit

    @classmethod
    def of(cls, form: str) -> "Allowance":
        """Return the usual allowance: a whole ministry may stand behind one address."""
        return cls(
            Limit(f"{form}/network", 30, timedelta(hours=1)),
            Limit(f"{form}/mailbox", 5, timedelta(hours=1)),
        )


def spend(
    session: Session, now: datetime, allowance: Allowance, network: str, email: str | None
) -> None:
    """Count one sending. Raises Problem with the minutes to wait where there were too many.

    `email` is the address as typed; where the form asks for none, only the network counts.
    """
    counted = [(allowance.by_network, network)]
    if email:
        counted.append((allowance.by_mailbox, canonical_email(email)))
    for limit, who in counted:
        refuse_too_many(session, now, limit, who)
    for limit, who in counted:
        count_attempt(session, now, limit, who)


def sender_network() -> str:
    """Return whom this request's network address belongs to.

    Of IPv6 that is the first 64 bits: one household may use all the rest (RFC 6177 §2).
    """
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address) or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return str(ip_network((int(address), 64), strict=False))


def links_in(*texts: str | None) -> int:
    """Return how many links the texts hold, in plain text, HTML or the markup of forums."""
    return sum(len(_LINK.findall(text or "")) for text in texts)


def needs_a_look(*texts: str | None, most: int = MOST_LINKS) -> bool:
    """Return whether the texts hold more links than people usually give: hold it, do not refuse."""
    return links_in(*texts) > most


def _key() -> str:
    return cast(str, current_app.config["SECRET_KEY"])
