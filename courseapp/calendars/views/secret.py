"""The feeds behind secret addresses: who has one is let in, for programs cannot sign in."""

from collections.abc import Callable
from datetime import datetime

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from courseapp.calendars.feeds.addresses import ROOT
from courseapp.calendars.feeds.invited import of_delegation as feed_of_delegation
from courseapp.calendars.feeds.personal import opened_by
from courseapp.calendars.feeds.public import Built, Site
from courseapp.calendars.feeds.registered import of_registration as feed_of_registration
from courseapp.calendars.feeds.secrets import is_use_worth_noting
from courseapp.calendars.feeds.speaking import of_speaker as feed_of_speaker
from courseapp.calendars.publishing import published
from courseapp.calendars.tasks import ask_to_note
from courseapp.calendars.views.blueprint import blueprint
from courseapp.calendars.views.serving import or_missing, served, site
from courseapp.core.feeds import answer
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session


@blueprint.get(f"{ROOT}/mine/<token>.ics")
@allow(everyone)
def mine(token: str) -> AnyResponse:
    return or_missing(lambda: _mine(token))


@blueprint.get("/speak/<token>/calendar.ics")
@allow(everyone)
def of_speaker(token: str) -> AnyResponse:
    return _served(feed_of_speaker, token)


@blueprint.get("/delegation/<token>/calendar.ics")
@allow(everyone)
def of_delegation(token: str) -> AnyResponse:
    return _served(feed_of_delegation, token)


@blueprint.get("/registrations/<token>/calendar.ics")
@allow(everyone)
def of_registration(token: str) -> AnyResponse:
    return _served(feed_of_registration, token)


def _mine(token: str) -> AnyResponse:
    found = opened_by(session(), now(), token, site())
    if is_use_worth_noting(found.address, now()):
        ask_to_note(found.address.id, now())
    return answer(published(found.built, personal=True), request.environ)


def _served(build: Callable[[Session, datetime, str, Site], Built], token: str) -> AnyResponse:
    return served(lambda: published(build(session(), now(), token, site()), personal=True))
