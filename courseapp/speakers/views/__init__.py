"""The pages about speakers: for organisers, for each speaker by her link, for everybody."""

from courseapp.speakers.views import answering, her_pages, listing, organising, public

blueprints = (listing.blueprint, organising.blueprint, answering.blueprint, public.blueprint)

__all__ = ["answering", "blueprints", "her_pages", "listing", "organising", "public"]
