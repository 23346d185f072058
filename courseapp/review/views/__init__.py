"""The pages of reviewing: for organisers who prepare and read it, and for reviewers."""

from courseapp.review.views import one, overview, planning, redacting, reviewing, rubric, scoring

blueprints = (
    overview.blueprint,
    rubric.blueprint,
    planning.blueprint,
    scoring.blueprint,
    one.blueprint,
    redacting.blueprint,
    reviewing.blueprint,
)
