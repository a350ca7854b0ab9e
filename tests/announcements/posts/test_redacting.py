import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from announcements.models import OldAddress, Post, PostWord, State
from announcements.posts.redacting import redact_person, redact_text
from announcements.posts.writing import publish_post, save_post
from backstage.models import KeyedRequest
from tests.announcements import makers
from tests.factories import rows
from tests.tours.admin.pages import shown
from tours.models import AgendaItem, Edition, ItemPart, Person, PersonName, PublishedEvent, Redacted

pytestmark = pytest.mark.django_db


def test_text_goes_from_editions_and_posts_escaped_or_not() -> None:
    event = makers.published_event(summary="Of *all* secrets")
    post = makers.published_post(event=event, summary="Of *all* secrets", body="It told of \\*all\\* secrets.")
    before = PublishedEvent.objects.get().changed_at
    redact_text(event, text="*all*", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert (post.summary, post.body) == ("Of [removed] secrets", "It told of [removed] secrets.")
    assert PublishedEvent.objects.get().changed_at > before
    assert "*all*" not in Edition.objects.get().agenda


def test_text_goes_from_posts_however_its_letters_were_typed() -> None:
    event = makers.published_event(summary="With Čačak")
    post = makers.published_post(event=event, body="With Čačak.")
    redact_text(event, text="C\u030cac\u030cak ", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert post.body == "With [removed]."


def test_person_goes_from_posts_by_every_name() -> None:
    event = rows.full_event(1)
    person = Person.objects.get()
    PersonName.objects.create(person=person, text="Ђорђе Чачак", language="sr", script="Cyrl")
    rows.publish(event)
    post = makers.post(event=event, body=f"{person.display_name} (Ђорђе Чачак) spoke.")
    other = makers.post(body=f"{person.display_name} spoke elsewhere.")
    redact_person(event, person_uid=str(person.uid), by=rows.coordinator(), reason="They asked for it")
    assert Post.objects.get(pk=post.pk).body == "[removed] ([removed]) spoke."
    assert Post.objects.get(pk=other.pk).body == other.body


def test_name_that_is_part_of_another_leaves_nothing_of_it() -> None:
    """The longer one goes first: of “Ana Marija Anić” no “Marija Anić” may be left."""
    event = rows.event()
    person = rows.person("Ana")
    PersonName.objects.create(person=person, text="Ana Marija Anić", language="hr", script="Latn")
    ItemPart.objects.create(item=rows.item(event), person=person, role="speaker")
    rows.publish(event)
    post = makers.post(event=event, body="Ana Marija Anić spoke. Ana left.")
    redact_person(event, person_uid=str(person.uid), by=rows.coordinator(), reason="They asked for it")
    assert Post.objects.get(pk=post.pk).body == "[removed] spoke. [removed] left."


def test_text_goes_from_the_answers_that_the_api_keeps() -> None:
    event, by, now = makers.published_event(summary='Of "all" secrets'), rows.operator(), timezone.now()
    facts = {"user": by, "token": 1, "fingerprint": "0" * 64, "created_at": now, "status": 201}
    kept = KeyedRequest.objects.create(key="told", body=json.dumps({"summary": 'Of "all" secrets'}), **facts)
    other = KeyedRequest.objects.create(key="other", body='{"summary":"None"}', **facts)
    redact_text(event, text='"all"', by=by, reason="A mistake")
    assert KeyedRequest.objects.get(pk=kept.pk).body == "{}"
    assert KeyedRequest.objects.get(pk=other.pk).body == '{"summary":"None"}'


def test_posts_are_left_alone_where_no_edition_holds_the_text() -> None:
    event = makers.published_event()
    post = makers.post(event=event, body="Only here.")
    with pytest.raises(ValidationError):
        redact_text(event, text="Only here", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert post.body == "Only here."


def log(row: Model, message: str | list[dict[str, Any]]) -> LogEntry:
    return LogEntry.objects.create(
        user=rows.coordinator(),
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=str(row),
        action_flag=CHANGE,
        change_message=message if isinstance(message, str) else json.dumps(message),
    )


def logged(entry: LogEntry) -> tuple[str, str]:
    entry.refresh_from_db()
    return entry.object_repr, entry.get_change_message()


@pytest.mark.parametrize(
    ("title", "slug", "title_after", "slug_after"),
    [
        ("Čačak in Seoul", "", "[removed] in Seoul", "removed-in-seoul"),
        ("News", "a-cacak-day", "News", "news"),
        ("Cacak", "cacak", "Cacak", "post"),
        ("Čačakians meet", "", "[removed]ians meet", "removedians-meet"),
        ("News", "cacakians", "News", "cacakians"),
    ],
)
def test_text_goes_from_title_byline_and_address(title: str, slug: str, title_after: str, slug_after: str) -> None:
    event = makers.published_event(summary="Čačak")
    post = makers.post(event=event, title=title, slug=slug, byline="By Čačak")
    redact_text(event, text="Čačak", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert (post.title, post.slug, post.byline) == (title_after, slug_after, "By [removed]")


def test_what_grows_beyond_its_field_is_cut() -> None:
    event = makers.published_event(summary="Q")
    post = makers.post(event=event, title="Q" * 300, byline="Q" * 200, dateline="Q" * 200)
    redact_text(event, text="Q", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert (post.title, post.byline, post.dateline) == tuple(("[removed]" * 300)[:size] for size in (300, 200, 200))


def test_text_goes_from_the_log_of_the_event_its_items_and_its_posts() -> None:
    event, other = makers.published_event(summary="Čačak"), rows.event(title="Čačak elsewhere")
    item = rows.item(event, title="Čačak speaks")
    gone = rows.item(event, title="Čačak was to speak")
    of_event = log(event, "Drafted the post “Čačak in Seoul”.")
    of_item = log(item, [{"changed": {"fields": ["Title"]}}, {"added": {"name": "part", "object": "Čačak (speaker)"}}])
    of_post = log(makers.post(event=event, title="On Čačak"), [{"added": {}}])
    of_gone, of_other = log(gone, ""), log(other, "Čačak")
    AgendaItem.objects.filter(pk=gone.pk).delete()
    redact_text(event, text="Čačak", by=rows.coordinator(), reason="A mistake")
    assert [logged(entry) for entry in (of_event, of_item, of_post, of_gone, of_other)] == [
        (str(event), "Drafted the post “[removed] in Seoul”."),
        ("[removed] speaks", "Changed Title. Added part “[removed] (speaker)”."),
        ("On [removed]", "Added."),
        ("[removed] was to speak", ""),
        ("Čačak elsewhere", "Čačak"),
    ]


def test_person_goes_from_the_log() -> None:
    event = rows.full_event(1)
    rows.publish(event)
    person = Person.objects.get()
    entry = log(event.items.get(), [{"added": {"name": "part", "object": person.display_name}}])
    redact_person(event, person_uid=str(person.uid), by=rows.coordinator(), reason="They asked for it")
    assert logged(entry)[1] == "Added part “[removed]”."


def test_text_goes_from_what_search_knows() -> None:
    event = makers.published_event(summary="Čačak")
    post = makers.published_post(event=event, title="News of Čačak", body="")
    save_post(post)
    assert PostWord.objects.filter(word="cacak").exists()
    redact_text(event, text="Čačak", by=rows.coordinator(), reason="A mistake")
    assert sorted(PostWord.objects.values_list("word", flat=True)) == ["news", "of", "removed"]


def test_text_goes_from_the_addresses_that_posts_had() -> None:
    event = makers.published_event(summary="Ana Čačak")
    renamed = makers.published_post(event=event, title="Ana Čačak speaks")
    untouched = makers.published_post(event=event, title="News", body="x")
    for post, path in (
        (renamed, "/news/cacak-in-seoul/"),
        (untouched, "/index.php?title=%C4%8Ca%C4%8Dak,+Ana"),
        (untouched, "/news/ana-cacak-says/"),
    ):
        OldAddress.objects.create(post=post, path=path)
    redact_text(event, text="Ana Čačak", by=rows.coordinator(), reason="A mistake")
    renamed.refresh_from_db()
    assert renamed.slug == "removed-speaks"
    assert list(OldAddress.objects.values_list("path", flat=True)) == ["/news/cacak-in-seoul/"]


def test_address_that_holds_part_of_a_word_goes_with_it() -> None:
    event = makers.published_event(summary="Čačak")
    post = makers.published_post(event=event, title="Čačakians meet")
    redact_text(event, text="Čačak", by=rows.coordinator(), reason="A mistake")
    post.refresh_from_db()
    assert post.slug == "removedians-meet"
    assert not OldAddress.objects.exists()


def test_post_that_says_it_again_is_not_published(client: Client) -> None:
    by = rows.operator()
    event = makers.published_event(summary="Of *all* secrets")
    redact_text(event, text="all* secrets", by=by, reason="A mistake")
    Redacted.objects.update(at=datetime(2017, 9, 4, tzinfo=UTC))
    draft, other = makers.post(event=event, body="It told of \\*ALL\\* secrets."), makers.post(body="All secrets")
    published = makers.published_post(event=event, body="It told of them.")
    told = (
        "Nothing is published: what was redacted from this event stands here again: text. Take it out."
        " If these words are innocent, ask an operator to lift the remembered redaction of 4 Sep 2017."
    )
    with pytest.raises(ValidationError) as refusal:
        publish_post(draft, by=by)
    assert refusal.value.messages == [told]
    assert publish_post(other, by=by).state == State.PUBLISHED
    client.force_login(by)
    page = f"/admin/announcements/post/{published.pk}/change/"
    form = client.post(page, shown(client, page) | {"body": "All secrets."}).context["adminform"].form
    assert form.non_field_errors() == [told]


def test_person_goes_from_the_log_of_their_card_and_of_what_they_are_at_the_event() -> None:
    event, by = makers.published_event(), rows.operator()
    part = rows.speaker(rows.item(event), "Ana Kovač")
    assert part.person
    rows.publish(event, by=by)
    entries = [log(row, "") for row in (part.person, event.appearances.get(person=part.person))]
    elsewhere = log(rows.person("Ana Kovač"), "")
    redact_person(event, person_uid=str(part.person.uid), by=by, reason="Asked for")
    assert [logged(entry)[0] for entry in (*entries, elsewhere)] == ["[removed]", "[removed]", "Ana Kovač"]
