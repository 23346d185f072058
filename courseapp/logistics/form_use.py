"""Travel details as answers to the form for after admission; a draft is what was never sent."""

from courseapp.forms.use import FilledForms
from courseapp.logistics.models import Logistics

LOGISTICS_FORMS = FilledForms(Logistics, Logistics.sent_at.is_(None))
