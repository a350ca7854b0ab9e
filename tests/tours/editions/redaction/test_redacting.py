import gzip
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from backstage.audit.forgetting import entries_of
from backstage.models import AuditEntry
from tests.factories import rows
from tours.editions.preview import preview
from tours.editions.publishing import agenda_of, publish
from tours.editions.redaction.named import cards_in, people_named
from tours.editions.redaction.redacting import redact_person, redact_text
from tours.models import (
    AgendaItem,
    Appearance,
    Contact,
    Edition,
    Event,
    Group,
    Person,
    PersonAlias,
    PublishedEvent,
    Redaction,
)
from tours.record.merging import merge
from tours.serving import kept_outputs as kept
from tours.serving.kept_files import read

pytestmark = pytest.mark.django_db


def test_redact_person_blanks_them_in_every_edition_with_a_record_and_purges_what_was_drawn() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    first = publish(event, by=by)
    rows.item(event)
    second = publish(event, by=by)
    output = kept.Output(first.digest, "programme.ics")
    kept.kept(output, lambda: b"BEGIN:VCALENDAR", gzipped=False)
    person = Person.objects.get()
    redactions = redact_person(event, person_uid=str(person.uid), by=by, reason="They asked for it")
    assert [(r.edition, r.digest_before) for r in redactions] == [(first, first.digest), (second, second.digest)]
    for edition in Edition.objects.all():
        assert person.display_name not in edition.agenda
        names = {
            part.person.name
            for item in agenda_of(edition).items
            if item.line
            for part in item.line.parts
            if part.person
        }
        assert names == {"[removed]"}
    assert [r.digest_after for r in Redaction.objects.order_by("edition")] == [e.digest for e in event.editions.all()]


def kept_bytes() -> Iterator[bytes]:
    for path in Path(settings.KEPT_DIR).rglob("*.*"):
        body = read(path) or b""
        yield gzip.decompress(body) if path.suffix == ".gz" else body


def test_redacted_text_is_in_no_kept_file_and_in_no_feed_again(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    event, by = rows.full_event(3), rows.coordinator()
    name = Person.objects.get().display_name.encode()
    publish(event, by=by)
    address = f"/events/{event.slug}/programme.ics"
    assert name in client.get(address).content
    assert [name in body for body in kept_bytes()] == [True, True, True]  # plain, gzipped, and its pieces
    with django_capture_on_commit_callbacks(execute=True):
        redact_person(event, person_uid=str(Person.objects.get().uid), by=by, reason="They asked for it")
    assert list(kept_bytes()) == []
    assert b"[removed]" in client.get(address).content
    assert [name in body for body in kept_bytes()] == [False, False, False]


def test_redact_text_leaves_codes_alone() -> None:
    event, by = rows.full_event(1, summary="A session for all"), rows.coordinator()
    publish(event, by=by)
    redact_text(event, text="session", by=by, reason="Wrong")
    agenda = agenda_of(Edition.objects.get())
    assert agenda.event.summary == "A [removed] for all"
    assert PublishedEvent.objects.get().summary == "A [removed] for all"


@pytest.mark.parametrize("text", ["", "  ", "nowhere to be found"])
def test_redact_refuses_what_no_edition_holds(text: str) -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by)
    with pytest.raises(ValidationError):
        redact_text(event, text=text, by=by, reason="Wrong")
    assert Redaction.objects.count() == 0


def test_redact_text_reaches_every_free_text_and_no_enumeration() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    Contact.objects.create(event=event, name="Desk", role="speaker of the host", phone="+82 2 000")
    publish(event, by=by, note="The speaker is found")
    redact_text(event, text="speaker", by=by, reason="Wrong")
    agenda = agenda_of(Edition.objects.get())
    assert (agenda.note, agenda.event.contacts[-1].role) == ("The [removed] is found", "[removed] of the host")
    assert [part.role for item in agenda.items if item.line for part in item.line.parts] == ["speaker"]


def test_text_is_found_however_its_letters_were_typed() -> None:
    event, by = rows.event(summary="With Čačak"), rows.coordinator()
    publish(event, by=by)
    redact_text(event, text=" C\u030cac\u030cak\n", by=by, reason="They asked for it")
    assert agenda_of(event.editions.get()).event.summary == "With [removed]"


def test_text_of_nothing_is_refused() -> None:
    event, by = rows.event(summary="A  B"), rows.coordinator()
    publish(event, by=by)
    with pytest.raises(ValidationError, match="Say which text is to be removed"):
        redact_text(event, text=" \x07 ", by=by, reason="A mistake")


def test_people_named_are_those_of_any_edition_by_name_with_their_latest_card() -> None:
    event, by = rows.event(), rows.coordinator()
    item = rows.item(event)
    zoric, _babic = (rows.speaker(item, name).person for name in ("Zorić", "Babić"))
    publish(event, by=by)
    Person.objects.filter(display_name="Zorić").update(display_name="Anić")
    event.appearances.filter(person=zoric).update(position="Mayor")
    item.parts.filter(person__display_name="Babić").delete()
    publish(event, by=by)
    assert [(card.name, card.position) for card in people_named(event)] == [("Anić", "Mayor"), ("Babić", "")]
    redact_person(event, person_uid=people_named(event)[0].uid, by=by, reason="They asked for it")
    assert [card.name for card in people_named(event)] == ["Babić"]


def test_note_that_grows_beyond_its_field_is_cut() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by, note="Q" * 300)
    redact_text(event, text="Q", by=by, reason="Wrong")
    assert Edition.objects.get().note == ("[removed]" * 300)[:300]


def said(event: Event) -> bool:
    """Whether anything of the event still names Đorđe Čačak, in whatever letters."""
    texts = [row for model in (AgendaItem, Appearance, Contact, Event, Person) for row in model.objects.values()]
    editions = list(event.editions.values_list("agenda", flat=True))
    trail = list(AuditEntry.objects.filter(event_key=event.pk).values("object_repr", "changes", "words"))
    whole = unicodedata.normalize("NFC", repr([texts, editions, trail])).casefold()
    return "čačak" in whole or "cacak" in whole


SPELLINGS = ["Đorđe Čačak", "ĐORĐE ČAČAK", "đorđe čačak", unicodedata.normalize("NFD", "Đorđe Čačak"), "Đorđe\nČačak"]


@pytest.mark.parametrize("written", SPELLINGS)
def test_rows_are_cleaned_with_the_editions_and_the_next_preview_offers_nothing(written: str) -> None:
    event, by = rows.event(summary=f"With {written}"), rows.coordinator()
    item = rows.item(event, title=f"{written} speaks"[:60].replace("\n", " "), staff_note=written)
    Contact.objects.create(event=event, name=written.replace("\n", " "), phone="+82 2 000")
    rows.publish(event, by=by)
    redact_text(event, text="Đorđe Čačak", by=by, reason="Asked for")
    event.refresh_from_db()
    item.refresh_from_db()
    assert (event.summary, item.title, item.staff_note) == ("With [removed]", "[removed] speaks", "[removed]")
    assert not said(event)
    assert preview(event).is_empty


def test_text_that_begins_no_word_is_found_with_its_own_capitals_alone() -> None:
    event, by = rows.event(summary="Ana, the manager; ANA; Anatolia; Mana"), rows.coordinator()
    rows.publish(event, by=by)
    redact_text(event, text="Ana", by=by, reason="Asked for")
    event.refresh_from_db()
    assert event.summary == "[removed], the manager; [removed]; [removed]tolia; Mana"


def test_person_is_emptied_in_rows_and_their_name_goes_from_texts() -> None:
    event, by = rows.event(summary="With Đorđe Čačak"), rows.coordinator()
    item = rows.item(event)
    person, city = rows.person("Đorđe Čačak"), rows.belgrade()
    rows.speaker(item, person, title="Dr", position="Mayor of Čačak", organisation=rows.organisation(), city=city)
    rows.publish(event, by=by)
    redact_person(event, person_uid=str(person.uid), by=by, reason="Asked for")
    event.refresh_from_db()
    person.refresh_from_db()
    here = person.appearances.get()
    assert (event.summary, person.display_name) == ("With [removed]", "[removed]")
    assert (here.title, here.position, here.organisation, here.city) == ("", "", None, None)
    assert "Mayor" not in repr(list(AuditEntry.objects.values("object_repr", "changes", "words")))
    assert not said(event)
    assert preview(event).is_empty


def test_person_who_takes_part_elsewhere_keeps_their_card_there() -> None:
    event, other, by = rows.event(), rows.event(), rows.coordinator()
    person = rows.person("Đorđe Čačak")
    here, there = (rows.speaker(rows.item(each), person, position="Mayor") for each in (event, other))
    rows.publish(event, by=by)
    redact_person(event, person_uid=str(person.uid), by=by, reason="Asked for")
    here.refresh_from_db()
    there.refresh_from_db()
    assert (str(here.person), str(there.person)) == ("[removed]", "Đorđe Čačak")
    appearances = [(str(row.person), row.position) for row in Appearance.objects.order_by("event")]
    assert appearances == [("[removed]", ""), ("Đorđe Čačak", "Mayor")]
    own = AuditEntry.objects.filter(person_key=here.person_id).values("object_repr", "changes", "words")
    assert [word in repr(list(own)) for word in ("Čačak", "Mayor")] == [False, False]
    assert not preview(event).changes


def test_position_in_which_a_text_stands_is_cleaned_at_this_event_alone() -> None:
    event, other, by = rows.event(), rows.event(), rows.coordinator()
    person = rows.person("Ana")
    for each in (event, other):
        rows.speaker(rows.item(each), person, position="Mayor of Čačak")
    rows.publish(event, by=by)
    redact_text(event, text="Čačak", by=by, reason="Asked for")
    positions = list(Appearance.objects.order_by("event").values_list("position", flat=True))
    assert positions == ["Mayor of [removed]", "Mayor of Čačak"]
    assert preview(event).is_empty


@pytest.mark.parametrize("named", ["the card that went", "the card that is kept"])
def test_person_is_redacted_under_the_uids_of_all_their_cards(named: str) -> None:
    event, by = rows.event(), rows.operator()
    one, other = rows.person("Ana Anić"), rows.person("Anna Anić")
    for card in (one, other):
        rows.speaker(rows.item(event), card)
    rows.publish(event, by=by)
    gone, kept = str(one.uid), str(other.uid)
    merge(one, into=other, by=by)
    rows.publish(event, by=by)
    assert [card.name for card in people_named(event)] == ["Anna Anić"]
    redact_person(event, person_uid=gone if "went" in named else kept, by=by, reason="Asked for")
    assert [card.uid for card in cards_in(event)] == [gone, kept, gone, kept, kept]
    assert {card.name for card in cards_in(event)} == {"[removed]"}
    assert list(Person.objects.values_list("display_name", flat=True)) == ["[removed]"]
    trail = repr(list(AuditEntry.objects.values("object_repr", "changes")))
    assert ("Ana Anić" in trail, "Anna Anić" in trail) == (False, False)


def test_other_person_of_the_same_name_keeps_their_card() -> None:
    event, by = rows.event(), rows.coordinator()
    one, other = rows.person("Ana Anić"), rows.person("Ana Anić")
    item = rows.item(event)
    for person in (one, other):
        rows.speaker(item, person)
    rows.publish(event, by=by)
    redact_person(event, person_uid=str(one.uid), by=by, reason="Asked for")
    assert [card.uid for card in people_named(event)] == [str(other.uid)]
    assert sorted(Person.objects.values_list("display_name", flat=True)) == ["Ana Anić", "[removed]"]


def test_two_groups_named_alike_stay_two() -> None:
    event, by = rows.event(summary="ana"), rows.coordinator()
    for name in ("Ana", "ANA"):
        Group.objects.create(event=event, name=name)
    rows.publish(event, by=by)
    redact_text(event, text="Ana", by=by, reason="Asked for")
    assert sorted(Group.objects.values_list("name", flat=True)) == ["[removed]", "[removed] 2"]


def test_names_of_a_merged_card_that_no_version_has_go_too() -> None:
    event, by = rows.event(), rows.operator()
    one, other = rows.person("Anna Kovac-Horvat"), rows.person("Ana Kovač")
    rows.appearance(event, one)
    rows.speaker(rows.item(event), other)
    merge(one, into=other, by=by)
    rows.publish(event, by=by)
    redact_person(event, person_uid=str(other.uid), by=by, reason="Asked for")
    assert "Kovac-Horvat" not in repr(list(AuditEntry.objects.values("object_repr", "changes")))
    assert PersonAlias.objects.get().names == ""


@pytest.mark.parametrize("name", ["김철수", "毛泽东", "さくら"])
def test_name_that_is_written_as_one_word_goes_from_texts(name: str) -> None:
    event, by = rows.event(summary=f"With {name}."), rows.coordinator()
    part = rows.speaker(rows.item(event), name)
    assert part.person
    rows.publish(event, by=by)
    redact_person(event, person_uid=str(part.person.uid), by=by, reason="Asked for")
    event.refresh_from_db()
    assert event.summary == "With [removed]."


def test_trail_forgets_what_a_venue_of_the_event_alone_was_called() -> None:
    event, by = rows.event(), rows.coordinator()
    place = rows.venue("House of Čačak")
    rows.item(event, venue=place)
    rows.publish(event, by=by)
    place.name = "The house"
    place.save()
    redact_text(event, text="Čačak", by=by, reason="Asked for")
    trail = AuditEntry.objects.filter(entries_of(place)).order_by("pk")
    assert [entry.object_repr for entry in trail] == ["House of [removed], Goyang", "The house, Goyang"]
    assert trail[1].changes == {"name": ["House of [removed]", "The house"]}
