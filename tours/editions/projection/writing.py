"""Rewrites what lists, filters and search read: the current public edition of each event, as rows.

Every function except `public_change` must be called in the transaction of a verb that has locked the event's row.
"""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, readers
from tours.agenda.values import Agenda
from tours.agenda.view import AgendaView
from tours.editions.projection.cities import cities_of
from tours.editions.projection.parts import (
    add_parts,
    delete_parts,
    event_texts,
    keys_of,
    lines_of,
    part_rows,
    write_changes,
)
from tours.editions.projection.public_choices import counted_at, counted_in, write_offer
from tours.editions.projection.public_cities import city_slugs, write_latest
from tours.editions.projection.public_people import people_at, people_of, write_latest_of_people
from tours.editions.projection.public_words import words_of, write_forms_of
from tours.models import Edition, Event, FormerAddress, LastChange, PublishedEvent
from tours.vocabulary import Access

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def project(event: Event) -> PublishedEvent | None:
    """Rewrites the event's projection from its current edition. Without one, the event leaves the public pages.

    Raises ValidationError if another published event has the edition's address.
    """
    edition = event.editions.standing().newest_first().first()
    before = PublishedEvent.objects.filter(event=event).first()
    if edition:
        return _rewrite(edition, snapshots.read(edition.agenda, edition.format), before)
    were_at, had_parts, words = city_slugs(event), people_at(event), words_of(before)
    tick(public=bool(before and before.is_public))
    if before:
        before.delete()
    write_latest(were_at)
    write_latest_of_people(had_parts)
    write_forms_of(gone=words)
    if before and before.is_public:
        write_offer()
    return None


def project_next(edition: Edition, agenda: Agenda, last: Edition | None, previous: Agenda | None) -> None:
    """Writes where the projection differs from that of the edition `last`; `agenda` and `previous` are what they say.

    Rewrites all where the projection is of another edition, or for other readers: every row says for whom it is. Raises
    ValidationError as `project` does.
    """
    before = PublishedEvent.objects.filter(event=edition.event_id).first()
    of_last = before and last and (before.edition_id, before.digest) == (last.pk, last.digest)
    if previous is None or not of_last or previous.event.access is not agenda.event.access:
        _rewrite(edition, agenda, before)
        return
    known = for_audience(previous, readers(previous.event))
    published, view = _write_event(edition, agenda, before)
    gone, new = write_changes(published, known, view)
    if published.is_public:
        write_forms_of(gone=keys_of(gone), new=keys_of(new))
    if _of_cities(known) != _of_cities(view):
        write_latest(cities_of(known) | cities_of(view))
    if counted_in(known) != counted_in(view):
        write_offer()
    had, have = people_of(known), people_of(view)
    if (known.event.starts, had) != (view.event.starts, have):
        write_latest_of_people({*had, *have})


def _rewrite(edition: Edition, agenda: Agenda, before: PublishedEvent | None) -> PublishedEvent:
    were_at = city_slugs(edition.event) if before else set()
    had_parts = people_at(edition.event) if before else set()
    words, counted = words_of(before), counted_at(before)
    published, view = _write_event(edition, agenda, before)
    if before:
        delete_parts(published)
    add_parts([part_rows(published, view)])
    write_latest(were_at | cities_of(view))
    write_latest_of_people(had_parts | set(people_of(view)))
    write_forms_of(gone=words, new=words_of(published))
    if counted != counted_in(view):
        write_offer()
    return published


def _write_event(edition: Edition, agenda: Agenda, before: PublishedEvent | None) -> tuple[PublishedEvent, AgendaView]:
    """Writes the event's own row, which is `before` until now, and its address; with the view that its parts show."""
    if before is None or before.slug != agenda.event.slug:
        _take_address(edition.event, agenda.event.slug, before)
    view = for_audience(agenda, readers(agenda.event))
    is_public = agenda.event.access is Access.PUBLIC or bool(before and before.is_public)
    published = PublishedEvent(event=edition.event, **facts_of(edition, view), changed_at=tick(public=is_public))
    published.save(force_insert=before is None, force_update=before is not None)
    return published, view


def _of_cities(view: AgendaView) -> tuple[object, ...]:
    """What decides which of a city's rows is that of its latest event."""
    return (view.event.access, view.event.starts, cities_of(view), view.event.host_city, view.event.cities)


def touch(event: Event) -> None:
    """Tells caches that the event's page has changed although its edition has not, such as by a post."""
    PublishedEvent.objects.filter(event=event).update(changed_at=tick(public=False))


def tick(*, public: bool) -> datetime:
    """The moment of a change, at least a second later than all before. After many changes at once it lies ahead of now.

    Last-Modified has whole seconds, and some clients send nothing else. This locks one row to the end of the
    transaction, so lock the event first. `public` is for a change that everyone sees in the list of events. It has a
    moment of its own, or strangers could learn from it when an event changes that they may not see.
    """
    last, _created = LastChange.objects.select_for_update().get_or_create(
        pk=LastChange.ANY, defaults={"at": BEFORE_ALL}
    )
    at = max(timezone.now().replace(microsecond=0), last.at + timedelta(seconds=1))
    moved = LastChange.objects.filter(pk__in=[LastChange.ANY, LastChange.PUBLIC] if public else [LastChange.ANY])
    if moved.update(at=at) == 1 and public:
        LastChange.objects.create(pk=LastChange.PUBLIC, at=at)
    return at


def public_change() -> datetime:
    """The moment when the public list of events last changed. One query."""
    last = LastChange.objects.filter(pk=LastChange.PUBLIC).first()
    return last.at if last else BEFORE_ALL


def _take_address(event: Event, slug: str, before: PublishedEvent | None) -> None:
    """Keeps the former address of the event for redirects, and takes the new one from the event that had it before."""
    if PublishedEvent.objects.filter(slug=slug).exclude(event=event).exists():
        raise ValidationError(
            _("Another published event has the address “%(slug)s”. Give one of the two another address and publish it.")
            % {"slug": slug},
            code="slug_taken",
        )
    FormerAddress.objects.filter(slug=slug).delete()
    if before:
        FormerAddress.objects.update_or_create(slug=before.slug, defaults={"event": event})


def facts_of(edition: Edition, view: AgendaView) -> dict[str, object]:
    """The row of the published event, except the moment of its change."""
    event = view.event
    return {
        "edition": edition,
        "number": edition.number,
        "digest": edition.digest,
        "uid": event.uid,
        "slug": event.slug,
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary,
        "language": event.language,
        "starts": event.starts,
        "ends": event.ends,
        "zone": event.zone,
        "host_city_slug": event.host_city.slug,
        "host_city_name": event.host_city.name,
        "country_code": event.host_city.country.code,
        "country_name": event.host_city.country.printed,
        "country_footnote": event.host_city.country.footnote,
        "access": event.access,
        "state": event.state,
        "sequence": view.whole.sequence,
        "first_published_at": view.whole.created.at,
        "entry_changed_at": view.whole.changed.at,
        "about": lines_of(event_texts(view)[1:]),
    }
