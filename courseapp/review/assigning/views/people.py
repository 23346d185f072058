"""Who reviews: the list, and what is known of each."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.countries.names import country_name
from courseapp.events.facts.parts import languages_text
from courseapp.events.facts.topics import topic_label
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.review.assigning.by_hand import limit_of, limit_reviewer
from courseapp.review.assigning.people import reviewers_listed
from courseapp.review.assigning.views.blueprint import HOME, Answer, blueprint, people_of
from courseapp.review.conflicts.forms import ProfileForm
from courseapp.review.conflicts.people import Colleague, colleague_of
from courseapp.review.conflicts.profiles import planned, save_profile
from courseapp.review.rounds import rounds_of
from courseapp.review.words import ROUNDS

PEOPLE = f"{HOME}/people"
PERSON = f"{PEOPLE}/<int(max=2147483647):person_id>"


@blueprint.get(PEOPLE)
@allow(organiser_of_event)
def people(slug: str) -> str:
    event = organised_event(session(), slug)
    return render_template(
        "review/assign_people.html",
        event=event,
        here=people_of(event),
        found=reviewers_listed(session(), event),
        rounds=list(rounds_of(session(), event.id)),
        country_name=country_name,
        languages_text=languages_text,
        topic_label=topic_label,
        ROUNDS=ROUNDS,
    )


@blueprint.get(PERSON)
@allow(organiser_of_event)
def person(slug: str, person_id: int) -> Answer:
    event = organised_event(session(), slug)
    found = colleague_of(session(), event, person_id)
    most, typed = limit_of(session(), event, person_id), parked_values(request.path)
    return _page(event, found, ProfileForm.of(planned(found.profile), typed, most))


@blueprint.post(PERSON)
@allow(organiser_of_event)
def keep_person(slug: str, person_id: int) -> Answer:
    event, form = organised_event(session(), slug), ProfileForm()
    found = colleague_of(session(), event, person_id)
    if form.validate():
        with answering(form):
            limit_reviewer(session(), current_person(), now(), event, found, form.most.data)
            save_profile(session(), current_person(), now(), found.person, form.plan())
    if form.errors:
        return _page(event, found, form), 422
    forget_parked()
    flash(f"What is known of {found.name} is saved.", "good")
    return redirect(people_of(event), 303)


def _page(event: Event, found: Colleague, form: ProfileForm) -> str:
    return render_template(
        "review/assign_person.html", event=event, here=people_of(event), found=found, form=form
    )
