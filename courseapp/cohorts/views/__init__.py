"""The organisers' pages of choosing a cohort."""

from courseapp.cohorts.views import adjusting, limits, overview, proposals

blueprints = (overview.blueprint, limits.blueprint, proposals.blueprint, adjusting.blueprint)
