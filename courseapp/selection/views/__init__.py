"""The pages on which seats are given: for organisers, and for those who are offered one."""

from courseapp.selection.views import deciding, listing, messages, offers, opening

blueprints = (
    listing.blueprint,
    deciding.blueprint,
    messages.blueprint,
    offers.blueprint,
    opening.blueprint,
)
