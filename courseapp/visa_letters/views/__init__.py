"""Letters on pages: for organisers, for their owner, and for officers who check one."""

from courseapp.visa_letters.views import checking, issuing, one, own, settings

blueprints = (
    issuing.blueprint,
    one.blueprint,
    settings.blueprint,
    own.blueprint,
    checking.blueprint,
)
