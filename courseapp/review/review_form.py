"""The form of one review: built from the rubric, filled with what is saved, read back as typed."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import at_most, tidy_text
from courseapp.core.form_fields import WholeNumberField
from courseapp.review.models import Criterion, Review
from courseapp.review.rules import Confidence, Recommendation
from courseapp.review.words import CONFIDENCES, RECOMMENDATIONS
from courseapp.review.writing import (
    LONGEST_COMMENT,
    SEEN,
    Written,
    comment_field,
    points_field,
)

MOST_BUTTONS = 11  # longer scales are typed


class FilledReview(FlaskForm):
    """What all reviews have; `form_of` adds two fields for each criterion."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    seen = HiddenField()
    recommendation = RadioField(
        "What do you recommend?",
        choices=[SelectChoice(str(each), text) for each, text in RECOMMENDATIONS.items()],
        validate_choice=False,
    )
    confidence = RadioField(
        "How sure are you?",
        choices=[SelectChoice(str(each), text) for each, text in CONFIDENCES.items()],
        validate_choice=False,
    )
    comment = TextAreaField(
        "What the others should know", [at_most(LONGEST_COMMENT)], filters=[tidy_text]
    )

    def points_of(self, criterion: Criterion) -> Field:
        return cast(Field, self[points_field(criterion.id)])

    def comment_of(self, criterion: Criterion) -> Field:
        return cast(Field, self[comment_field(criterion.id)])


def form_of(
    criteria: Sequence[Criterion], review: Review | None, typed: Any = None
) -> FilledReview:
    """Return the form for a rubric, with what was typed, else with what is saved."""
    fields: dict[str, Any] = {}
    for each in criteria:
        fields[points_field(each.id)] = _points(each)
        fields[comment_field(each.id)] = TextAreaField(
            "Why", [at_most(LONGEST_COMMENT)], filters=[tidy_text]
        )
    made = cast(type[FilledReview], type("RubricReview", (FilledReview,), fields))
    return made(typed, data=_saved(review))


def written_in(form: FilledReview, criteria: Sequence[Criterion]) -> Written:
    """Return what the form holds; what is on no list counts as not given."""
    return Written(
        points={each.id: _given(form.points_of(each).data, each) for each in criteria},
        comments={each.id: form.comment_of(each).data or "" for each in criteria},
        recommendation=_one_of(Recommendation, form.recommendation.data),
        confidence=_one_of(Confidence, form.confidence.data),
        comment=form.comment.data or "",
        seen=_revision(form.seen.data or ""),
    )


def differing(form: FilledReview, review: Review) -> Mapping[str, str]:
    """Return, by field, what is saved where it differs from what the form holds."""
    saved = {key: value for key, value in _saved(review).items() if key != SEEN}
    return {
        name: str(value)
        for name, value in saved.items()
        if name in form and _text(value) != _text(form[name].data)
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _points(criterion: Criterion) -> Any:
    label = f"Points from {criterion.low} to {criterion.high}"
    steps = range(criterion.low, criterion.high + 1)
    if len(steps) > MOST_BUTTONS:
        return WholeNumberField(label, criterion.low, criterion.high)
    return RadioField(
        label, choices=[SelectChoice(str(each), str(each)) for each in steps], validate_choice=False
    )


def _saved(review: Review | None) -> Mapping[str, object]:
    if review is None:
        return {SEEN: 0}
    saved: dict[str, object] = {
        SEEN: review.revision,
        "recommendation": str(review.recommendation or ""),
        "confidence": str(review.confidence or ""),
        "comment": review.comment,
    }
    for each in review.scores:
        saved[points_field(each.criterion_id)] = "" if each.points is None else str(each.points)
        saved[comment_field(each.criterion_id)] = each.comment
    return saved


def _given(value: object, criterion: Criterion) -> int | None:
    text = str(value)
    if value in (None, "") or not (text.isascii() and text.isdecimal() and len(text) < 4):
        return None
    return int(text) if criterion.low <= int(text) <= criterion.high else None


def _revision(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _one_of(kinds: Any, value: object) -> Any:
    return kinds(value) if value in set(kinds) else None
