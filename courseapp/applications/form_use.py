"""Applications as answers to the form of their event: how many there are, and drafts that move."""

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.forms.use import FilledForms

APPLICATION_FORMS = FilledForms(Application, Application.status == Status.DRAFT)
