"""The organisers' pages of choosing a cohort, and the one that everybody may read."""

from courseapp.cohorts.views import adjusting, limits, overview, proposals, public

blueprints = (
    overview.blueprint,
    limits.blueprint,
    proposals.blueprint,
    adjusting.blueprint,
    public.blueprint,
)
