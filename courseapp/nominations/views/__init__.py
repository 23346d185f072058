"""The pages about nominations: for organisers, for focal points, and for whom they name."""

from courseapp.nominations.views import (
    accepting,
    listing,
    naming,
    organising,
    people,
    points,
)

blueprints = (
    listing.blueprint,
    people.blueprint,
    organising.blueprint,
    points.blueprint,
    naming.blueprint,
    accepting.blueprint,
)
