"""Every text that is drawn has a length that fits its use."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.forms import modelform_factory

from tests.factories import rows
from tours.models import AgendaItem, Event

WRITTEN_BY_THE_SITE = {
    "tours.Edition.agenda",
    "tours.KeptRows.rows",
    "tours.PersonAlias.names",
    "announcements.Post.schedule_note",
    "participants.FeedToken.sealed",
}
TEXTS = {
    f"{model._meta.label}.{field.name}": field
    for room in ("tours", "participants", "announcements")
    for model in apps.get_app_config(room).get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, models.TextField) and not model.__name__.startswith(("Public", "Published"))
}


def limits(field: models.Field) -> list[int]:  # type: ignore[type-arg]  # generic in the stubs only
    return [each.limit_value for each in field.validators if isinstance(each, MaxLengthValidator)]


def test_every_text_that_people_write_has_its_length() -> None:
    assert {name: limits(field) for name, field in TEXTS.items() if name not in WRITTEN_BY_THE_SITE} == {
        "announcements.Notice.words": [2_000],
        "announcements.Page.body": [200_000],
        "announcements.Post.body": [200_000],
        "announcements.Post.summary": [2_000],
        "announcements.Testimonial.text": [5_000],
        "participants.ChangeRequest.answer": [2_000],
        "participants.ChangeRequest.text": [2_000],
        "participants.Delegate.reason": [2_000],
        "participants.DelegateNeeds.access": [2_000],
        "participants.Invitation.costs": [2_000],
        "participants.Invitation.profile": [2_000],
        "participants.InvitationParagraph.text": [10_000],
        "participants.Pickup.note": [2_000],
        "tours.AgendaItem.report": [10_000],
        "tours.AgendaItem.staff_note": [5_000],
        "tours.AgendaItem.summary": [5_000],
        "tours.DraftComment.text": [5_000],
        "tours.Event.conditions": [10_000],
        "tours.Event.summary": [2_000],
        "tours.Phase.aim": [5_000],
        "tours.PhaseComponent.text": [5_000],
        "tours.PracticalNote.body": [10_000],
        "tours.Programme.philosophy": [10_000],
        "tours.Programme.summary": [2_000],
        "tours.ProgrammeOrganisation.text": [5_000],
        "tours.Tier.description": [5_000],
    }


def test_message_says_how_long_it_may_be_and_how_long_it_is() -> None:
    field = AgendaItem._meta.get_field("summary")
    field.run_validators("서" * 5_000)
    with pytest.raises(ValidationError) as refused:
        field.run_validators("서" * 5_001)
    assert refused.value.messages == ["Shorten this text to 5000 characters. It has 5001."]


def test_form_refuses_and_cuts_nothing() -> None:
    """With `maxlength` a browser would cut what is pasted, without a word."""
    form = modelform_factory(Event, fields=["summary"])({"summary": "a" * 2_001})
    assert form.errors["summary"] == ["Shorten this text to 2000 characters. It has 2001."]
    assert (form["summary"].value(), "maxlength" in str(form["summary"])) == ("a" * 2_001, False)


@pytest.mark.django_db
def test_longer_text_that_is_stored_is_kept_and_published() -> None:
    event = rows.event()
    Event.objects.update(summary="a" * 2_001)
    assert len(rows.publish(event).event.published.summary) == 2_001
