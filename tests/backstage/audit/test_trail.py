import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from pytest_django import Settings

from accounts.models import Limits, User
from announcements.drafting import DraftKind
from announcements.models import Post
from announcements.posts.writing import draft_post, publish_post
from backstage.actor import acting_as
from backstage.audit.forgetting import forget_old_entries, forget_text
from backstage.audit_watch import is_secret, watch_of, watches
from backstage.grounds import Grounds, acting_because
from backstage.models import AuditEntry
from tests.announcements import makers
from tests.counting import asked
from tests.factories import rows
from tours import models as tours
from tours.editions.publishing import publish
from tours.editions.redaction.redacting import redact_person, redact_text
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Document, Edition, Event, ItemPart, Person, Redaction, Theme

pytestmark = pytest.mark.django_db

OUR_ROOMS = ("accounts", "backstage", "tours", "participants", "announcements", "api")
WRITTEN_BY_THE_SOFTWARE = "people do not edit it; it follows from rows that are watched"
WORK = "what the software is doing, which ends by itself"
LEFT_OUT = {
    "accounts.EmailChange": "it holds links; the change itself is one of the user",
    "accounts.Reminded": WORK,
    "accounts.Session": "who is signed in where is nobody's business but theirs",
    "announcements.NoticeRecipient": WRITTEN_BY_THE_SOFTWARE,
    "announcements.PostViews": "a count of readers",
    "announcements.PostWord": WRITTEN_BY_THE_SOFTWARE,
    "announcements.PostWordForm": WRITTEN_BY_THE_SOFTWARE,
    "backstage.AuditEntry": "the trail itself",
    "backstage.PeriodicRun": WORK,
    "backstage.Job": WORK,
    "backstage.KeyedRequest": WORK,
    "backstage.Lease": WORK,
    "backstage.OutgoingMail": WORK,
    "backstage.Pace": WORK,
    "backstage.Undeliverable": "addresses, shown on the desk's pages of mail",
    "participants.FeedToken": "the delegate's own calendar; its address is a secret",
    "participants.LinkSession": "sessions of those who come by link, beside no account",
    "participants.MailedCode": "secrets of ten minutes",
    "participants.SeenEdition": "what a delegate said that they have seen",
    "tours.ChosenColumns": "how a host's table was read last; no fact of an event",
    "tours.FormerAddress": WRITTEN_BY_THE_SOFTWARE,
    "tours.LastChange": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublicOffer": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublicCity": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublicPerson": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublicPersonWord": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublicWordForm": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedCity": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedDocument": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedEvent": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedItem": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedOrganisation": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedPart": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedPresentation": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedTheme": WRITTEN_BY_THE_SOFTWARE,
    "tours.PublishedWord": WRITTEN_BY_THE_SOFTWARE,
}
"""The models that the trail does not watch, and why: a new model is either watched or stands here."""


def last(model: type[Model] | None = None) -> AuditEntry:
    entries = AuditEntry.objects.order_by("-pk")
    if model:
        entries = entries.filter(content_type__model=model._meta.model_name)
    found = entries.first()
    assert found is not None
    return found


def changes_of(model: type[Model]) -> dict[str, Any]:
    return dict(last(model).changes or {})


def keys(entry: AuditEntry) -> tuple[int | None, int | None, int | None]:
    return entry.event_key, entry.programme_key, entry.person_key


def test_every_model_is_watched_or_left_out_for_a_reason() -> None:
    ours = {model._meta.label for room in OUR_ROOMS for model in apps.get_app_config(room).get_models()}
    watched = {watch.model._meta.label for watch in watches()}
    assert sorted(ours - watched) == sorted(LEFT_OUT)
    assert watched - ours == set()


def test_no_secret_is_ever_watched() -> None:
    assert [(w.model, name) for w in watches() for name in w.fields if is_secret(name)] == []
    assert "password" not in watch_of(User).fields
    assert "digest" not in watch_of(Edition).fields | watch_of(Document).fields
    names = ["password", "key_digest", "totp_secret", "session_key", "recovery_hash", "access_token", "name"]
    assert [is_secret(name) for name in names] == [True] * 6 + [False]


def test_row_made_changed_and_deleted_leaves_what_was_before_and_after() -> None:
    made = rows.country("KR", "Korea")
    assert last().changes == {"name": [None, "Korea"]}
    made.name = "Republic of Korea"
    made.save()
    assert (last().object_pk, last().changes) == ("KR", {"name": ["Korea", "Republic of Korea"]})
    made.delete()
    assert (last().object_repr, last().changes) == ("Republic of Korea", {"name": ["Republic of Korea", None]})
    actions = [AuditEntry.Action.CREATE, AuditEntry.Action.UPDATE, AuditEntry.Action.DELETE]
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == actions


def test_saving_without_a_change_leaves_nothing() -> None:
    event = rows.event()
    entries = AuditEntry.objects.count()
    event.save()
    event.starts = str(event.starts)  # as a caller may hand it over
    event.save()
    assert AuditEntry.objects.count() == entries


def test_related_rows_stand_by_the_names_they_had() -> None:
    event = rows.event()
    item = rows.item(event, venue=rows.venue())
    venue = rows.venue("COEX", city=rows.seoul())
    item.venue = venue
    item.save()
    venue.name = "Convention centre"
    venue.save()
    assert changes_of(AgendaItem) == {"venue": ["KINTEX, Goyang", "COEX, Seoul"]}


def test_entry_of_a_many_to_many_relation_has_the_rows_added_and_removed() -> None:
    event = rows.event()
    one, two = (Theme.objects.create(programme=event.programme, name=name, slug=name) for name in ("one", "two"))
    event.themes.set([one])
    assert changes_of(Event) == {"themes": [[], ["one"]]}
    event.themes.set([two])
    recorded = [entry.changes for entry in AuditEntry.objects.order_by("pk")][-2:]
    assert recorded == [{"themes": [["one"], []]}, {"themes": [[], ["two"]]}]


def test_relation_changed_from_its_other_end_gives_an_entry_of_the_row_that_people_edit() -> None:
    event = rows.event()
    theme = Theme.objects.create(programme=event.programme, name="Transport", slug="transport")
    theme.events.add(event)
    entry = last()
    assert (entry.object_repr, entry.changes, entry.event_key) == (
        str(event),
        {"themes": [[], ["Transport"]]},
        event.pk,
    )


def test_entries_know_their_event_programme_and_person() -> None:
    event = rows.event()
    part = rows.speaker(rows.item(event))
    assert keys(last(Event)) == (event.pk, event.programme_id, None)
    assert keys(last(AgendaItem)) == (event.pk, None, None)
    assert keys(last(ItemPart)) == (event.pk, None, part.person_id)
    assert keys(last(Person)) == (None, None, part.person_id)
    assert keys(last(tours.Programme)) == (None, event.programme_id, None)
    assert keys(last(tours.City)) == (None, None, None)
    makers.post(event=event)
    assert keys(last(Post)) == (event.pk, None, None)


def test_deleting_an_item_leaves_entries_of_the_rows_deleted_with_it() -> None:
    event = rows.event()
    item = rows.item(event, title="Keynote")
    rows.speaker(item)
    entries = AuditEntry.objects.count()
    item.delete()
    recorded = [(entry.content_type.model, entry.event_key) for entry in AuditEntry.objects.order_by("pk")[entries:]]
    assert recorded == [("itempart", event.pk), ("agendaitem", event.pk)]
    assert changes_of(ItemPart)["item"] == ["Keynote", None]


def test_entry_of_a_user_has_no_password_and_no_times_of_signing_in() -> None:
    user = rows.stranger(name="Ana")
    assert sorted(last(User).changes or {}) == ["email", "is_active", "is_superuser", "name"]
    entries = AuditEntry.objects.count()
    user.set_password("another good password")
    user.last_login = datetime(2026, 11, 1, tzinfo=UTC)
    user.save()
    assert AuditEntry.objects.count() == entries
    assert "password" not in str(list(AuditEntry.objects.values()))


def test_entry_of_an_edition_has_its_number_and_when_and_by_whom_it_was_withdrawn() -> None:
    event, by = rows.full_event(), rows.operator()
    edition = publish(event, by=by, note="Rooms are known")
    assert sorted(last(Edition).changes or {}) == [
        "note",
        "number",
        "published_at",
        "published_by",
        "small",
    ]
    assert edition.agenda[:40] not in str(last(Edition).changes)
    withdraw(edition, by=by)
    recorded = changes_of(Edition)
    assert (sorted(recorded), recorded["withdrawn_by"]) == (["withdrawn_at", "withdrawn_by"], [None, "Operator"])


def test_entry_of_a_file_has_its_name_and_size_and_not_its_address() -> None:
    document = Document(event=rows.event(), title="Logistics", file=ContentFile(b"%PDF-1.7 note", "note.pdf"))
    document.full_clean()
    document.save()
    recorded = changes_of(Document)
    assert (recorded["file_name"], recorded["size"]) == ([None, "note.pdf"], [None, 13])
    assert document.digest not in str(last(Document).changes)


def test_entry_names_the_actor_and_the_token() -> None:
    user = rows.operator()
    with acting_as(user):
        rows.country()
    assert (last().actor, last().token) == (user, "")
    user.limits = Limits(powers=frozenset(), token_name="Website (sj_1a2b)")
    with acting_as(user):
        rows.country("HR", "Croatia")
    assert (last().actor, last().token) == (user, "Website (sj_1a2b)")
    user.limits = Limits(powers=frozenset())
    with acting_as(user):
        rows.country("RS", "Serbia")
    assert last().token == "without a name"


def test_entry_outlives_its_actor_without_naming_them() -> None:
    user = rows.stranger(name="Ana")
    with acting_as(user):
        rows.country()
        user.delete()
    entry = AuditEntry.objects.select_related("actor").get(content_type__model="country")
    assert (entry.actor_id is None, entry.actor) == (False, None)


def test_verbs_leave_one_entry_a_row() -> None:
    event, by = rows.full_event(), rows.coordinator()
    publish(event, by=by)
    entries = AuditEntry.objects.count()
    post = draft_post(event, kind=DraftKind.ATTENDING)
    publish_post(post, by=by)
    recorded = [
        (entry.content_type.model, sorted(entry.changes or {})) for entry in AuditEntry.objects.order_by("pk")[entries:]
    ]
    assert [kind for kind, _ in recorded] == ["post", "post"]
    assert recorded[1] == ("post", ["published_by", "published_on", "state"])


def test_change_that_is_rolled_back_leaves_no_entry() -> None:
    entries = AuditEntry.objects.count()
    with transaction.atomic():
        rows.country()
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == entries


def test_row_brought_back_from_a_copy_leaves_no_entry_of_its_own() -> None:
    rows.country("KR", "Korea")
    copy = serializers.serialize("json", tours.Country.objects.all())
    entries = AuditEntry.objects.count()
    tours.Country.objects.all().delete()
    for row in serializers.deserialize("json", copy.replace("Korea", "Republic of Korea")):
        row.save()
    assert tours.Country.objects.get().name == "Republic of Korea"
    assert AuditEntry.objects.count() == entries + 1  # the deletion's


def test_entry_is_not_changed_and_not_deleted() -> None:
    rows.country()
    with pytest.raises(TypeError, match="cannot be changed"):
        last().save()
    with pytest.raises(TypeError, match="cannot be deleted by itself"):
        last().delete()


def test_redacted_text_goes_from_the_trail_of_the_event_and_stays_elsewhere() -> None:
    event, other = rows.full_event(summary="Bring Secretum along"), rows.full_event(summary="Bring Secretum along")
    publish(event, by=rows.operator())
    event.summary = "Bring it along"
    event.save()
    redact_text(event, text="Secretum", by=rows.operator(), reason="A mistake")
    assert AuditEntry.objects.get(words__contains=" secretum").event_key == other.pk
    recorded = [f"{e.object_repr} {e.changes} {e.words}" for e in AuditEntry.objects.filter(event_key=event.pk)]
    assert [text for text in recorded if re.search("secretum", text, re.IGNORECASE)] == []
    assert AuditEntry.objects.get(event_key=event.pk, action=1, content_type__model="event").changes == {
        "summary": ["Bring [removed] along", "Bring it along"]
    }


def test_note_of_a_version_that_held_the_text_does_not_come_back_by_the_redaction() -> None:
    event = rows.full_event()
    publish(event, by=rows.operator(), note="Secretum has left")
    redact_text(event, text="Secretum", by=rows.operator(), reason="A mistake")
    assert AuditEntry.objects.filter(words__contains="secretum").count() == 0
    recorded = last(Redaction)
    assert (sorted(recorded.changes or {}), recorded.event_key) == (["at", "by", "edition"], event.pk)


def test_redacted_person_goes_from_the_trail_of_the_event_and_of_their_card() -> None:
    event = rows.full_event(1)
    person = Person.objects.get()
    tours.PersonName.objects.create(person=person, text="Ђорђе Чачак", language="sr", script="Cyrl")
    item = event.items.get()
    rows.speaker(item, "Another Person")
    rows.speaker(rows.item(event), "Ана")
    part = ItemPart.objects.create(item=rows.item(event), person=person, role="speaker")
    publish(event, by=rows.operator())
    part.delete()
    redact_person(event, person_uid=str(person.uid), by=rows.operator(), reason="They asked for it")
    recorded = [f"{e.object_repr} {e.changes} {e.words}" for e in AuditEntry.objects.all()]
    assert [text for text in recorded if re.search("Čačak|Чачак|cacak", text)] == []
    assert len([text for text in recorded if "Another Person" in text]) == 3


def test_forgetting_blanks_the_longest_first_and_counts_the_entries() -> None:
    event = rows.event(summary="Ana and Ana Marija")
    rows.event(summary="Ana")
    assert forget_text(["Ana", "Ana Marija"], event=event.pk) == 1
    entry = AuditEntry.objects.get(content_type__model="event", event_key=event.pk)
    assert (entry.changes or {})["summary"] == [None, "[removed] and [removed]"]
    assert forget_text(["Ana"]) == 0


def test_forgetting_blanks_why_and_by_whose_link() -> None:
    event = rows.event()
    with acting_because(None, Grounds("Ana is ill.", by_link="Ana Primer")):
        rows.item(event, title="Visit")
    assert forget_text(["Ana"], event=event.pk) == 1
    entry = AuditEntry.objects.get(content_type__model="agendaitem", event_key=event.pk)
    assert (entry.reason, entry.by_link) == ("[removed] is ill.", "[removed] Primer")


def test_old_entries_are_forgotten_when_they_are_due(settings: Settings) -> None:
    settings.AUDIT_DAYS = 30
    rows.country()
    rows.country("HR", "Croatia")
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    AuditEntry.objects.filter(object_pk="KR").update(timestamp=moment)
    AuditEntry.objects.filter(object_pk="HR").update(timestamp=moment + timedelta(seconds=1))
    assert forget_old_entries(moment + timedelta(days=30)) == 0
    assert forget_old_entries(moment + timedelta(days=30, seconds=1)) == 1
    assert AuditEntry.objects.get().object_pk == "HR"
    settings.AUDIT_DAYS = 0
    assert forget_old_entries(moment + timedelta(days=90_000)) == 0


@pytest.mark.parametrize("size", [3, 30])
def test_an_entry_costs_one_query_and_a_change_one_more(size: int) -> None:
    """A list of rows saved: the row itself, its values before, and the entry."""
    countries = [rows.country(chr(65 + n // 26) + chr(65 + n % 26), f"Country {n}") for n in range(size)]
    with asked() as made:
        for country in countries:
            country.name += "!"
            country.save()
    assert made.queries == 3 * size
