import pytest
from django.core.exceptions import ValidationError

from announcements.models import Post
from announcements.redacting import redact_person, redact_text
from tests.announcements import makers
from tests.factories import rows
from tours.models import Edition, Person, PersonName, PublishedEvent
from tours.redaction import REMOVED

pytestmark = pytest.mark.django_db


def test_text_goes_from_editions_and_posts_escaped_or_not() -> None:
    event = makers.published_event(summary="Of *all* secrets")
    post = makers.published_post(event=event, summary="Of *all* secrets", body="It told of \\*all\\* secrets.")
    before = PublishedEvent.objects.get().changed_at
    redact_text(event, text="*all*", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert (post.summary, post.body) == (f"Of {REMOVED} secrets", f"It told of {REMOVED} secrets.")
    assert PublishedEvent.objects.get().changed_at > before
    assert "*all*" not in Edition.objects.get().agenda


def test_person_goes_from_posts_by_every_name() -> None:
    event = rows.full_event(1)
    person = Person.objects.get()
    PersonName.objects.create(person=person, text="Ђорђе Чачак", language="sr", script="Cyrl")
    rows.publish(event)
    post = makers.post(event=event, body=f"{person.display_name} (Ђорђе Чачак) spoke.")
    other = makers.post(body=f"{person.display_name} spoke elsewhere.")
    redact_person(event, person_uid=str(person.uid), by=rows.coordinator(), reason="They asked for it")
    assert Post.objects.get(pk=post.pk).body == f"{REMOVED} ({REMOVED}) spoke."
    assert Post.objects.get(pk=other.pk).body == other.body


def test_posts_are_left_alone_where_no_edition_holds_the_text() -> None:
    event = makers.published_event()
    post = makers.post(event=event, body="Only here.")
    with pytest.raises(ValidationError):
        redact_text(event, text="Only here", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert post.body == "Only here."
