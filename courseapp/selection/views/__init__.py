"""The pages on which seats are given: for organisers, and for those who are offered one."""

from courseapp.selection.views import (
    board,
    deciding,
    listing,
    messages,
    offers,
    opening,
    points,
    releasing,
    wishes,
    wording,
)

blueprints = (
    listing.blueprint,
    deciding.blueprint,
    board.blueprint,
    wording.blueprint,
    releasing.blueprint,
    wishes.blueprint,
    messages.blueprint,
    offers.blueprint,
    points.blueprint,
    opening.blueprint,
)
