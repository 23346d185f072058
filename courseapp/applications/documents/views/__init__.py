"""Pages of documents: the applicant's own, and those of the organisers."""

from courseapp.applications.documents.views import organising, own

__all__ = ["organising", "own"]
