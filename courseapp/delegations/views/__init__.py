"""The pages about delegations: for organisers, and for each delegation by its link."""

from courseapp.delegations.views import answering, listing, organising, own_pages

blueprints = (listing.blueprint, organising.blueprint, answering.blueprint)

__all__ = ["answering", "blueprints", "listing", "organising", "own_pages"]
