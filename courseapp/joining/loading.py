"""Opens the forms to join that come with the product."""

from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.initiatives.models import Initiative
from courseapp.joining.models import JoinForm
from courseapp.joining.opening import Settings, change_settings
from courseapp.joining.rules import PartnerKind


def load_settings(session: Session, now: datetime) -> tuple[str, ...]:
    """Open the forms of initiatives that never had one; return their slugs.

    What an organiser has opened, changed or closed stays as it is. Loading twice changes nothing.
    """
    shipped = {each["initiative"]: each for each in _shipped()}
    without_form = select(Initiative).where(
        Initiative.slug.in_(shipped), Initiative.id.not_in(select(JoinForm.initiative_id))
    )
    opened = session.scalars(without_form.order_by(Initiative.slug)).all()
    for initiative in opened:
        change_settings(session, None, now, initiative, _settings(shipped[initiative.slug]))
    return tuple(initiative.slug for initiative in opened)


def _shipped() -> list[Mapping[str, Any]]:
    file = resources.files("courseapp.joining") / "records" / "forms.yaml"
    return list(yaml.safe_load(file.read_text("utf-8")))


def _settings(form: Mapping[str, Any]) -> Settings:
    return Settings(
        is_open=True,
        kinds=[PartnerKind(kind) for kind in form["kinds"]],
        introduction=form["introduction"],
        commitment=form.get("commitment", ""),
    )
