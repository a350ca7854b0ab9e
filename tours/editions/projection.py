"""Rewrites what lists, filters and search read: the current public edition of each event, as rows.

Every function except `public_change` must be called in the transaction of a verb that has locked the event's row.
"""

from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, readers
from tours.agenda.view import AgendaView
from tours.editions.projected_parts import write_parts
from tours.editions.public_cities import city_slugs, write_latest
from tours.models import Edition, Event, FormerAddress, LastChange, PublishedEvent
from tours.vocabulary import Access

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def project(event: Event) -> PublishedEvent | None:
    """Rewrites the event's projection from its current edition. Without one, the event leaves the public pages.

    Raises ValidationError if another published event has the edition's address.
    """
    edition = event.editions.standing().newest_first().first()
    was_at = city_slugs(event)
    was_public = PublishedEvent.objects.filter(event=event, access=Access.PUBLIC).exists()
    if edition is None:
        PublishedEvent.objects.filter(event=event).delete()
        tick(public=was_public)
        write_latest(was_at)
        return None
    agenda = snapshots.read(edition.agenda, edition.format)
    _refuse_address_of_another(event, agenda.event.slug)
    view = for_audience(agenda, readers(agenda.event))
    _keep_address(event, agenda.event.slug)
    changed_at = tick(public=was_public or agenda.event.access is Access.PUBLIC)
    facts = facts_of(edition, view) | {"changed_at": changed_at}
    published, _created = PublishedEvent.objects.update_or_create(event=event, defaults=facts)
    write_parts(published, view)
    write_latest(was_at | city_slugs(event))
    return published


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
    last.at = max(timezone.now().replace(microsecond=0), last.at + timedelta(seconds=1))
    last.save()
    if public:
        LastChange.objects.update_or_create(pk=LastChange.PUBLIC, defaults={"at": last.at})
    return last.at


def public_change() -> datetime:
    """The moment when the public list of events last changed. One query."""
    last = LastChange.objects.filter(pk=LastChange.PUBLIC).first()
    return last.at if last else BEFORE_ALL


def _refuse_address_of_another(event: Event, slug: str) -> None:
    if PublishedEvent.objects.filter(slug=slug).exclude(event=event).exists():
        raise ValidationError(
            _("Another published event has the address “%(slug)s”. Give one of the two another address and publish it.")
            % {"slug": slug},
            code="slug_taken",
        )


def _keep_address(event: Event, slug: str) -> None:
    """Keeps the former address of the event for redirects, and takes the new one from the event that had it before."""
    former = PublishedEvent.objects.filter(event=event).exclude(slug=slug).values_list("slug", flat=True).first()
    FormerAddress.objects.filter(slug=slug).delete()
    if former:
        FormerAddress.objects.update_or_create(slug=former, defaults={"event": event})


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
    }
