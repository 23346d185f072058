"""What all pages of initiatives share."""

from typing import cast

from flask import Blueprint, current_app

from courseapp.initiatives.offerings import OfferingsSource

blueprint = Blueprint("initiatives", __name__)


def events() -> OfferingsSource:
    """Return where the pages get events from."""
    return cast(OfferingsSource, current_app.extensions["offerings"])
