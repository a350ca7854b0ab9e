"""Where a delegate stands with the agenda: what they may read of it, their groups and stars, and what they have seen."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from participants.following.gathering import gathered, listed
from participants.models import Delegate, SeenEdition
from participants.nominations.seen_by.delegate import knows_of_place
from tours.agenda.audiences import may_read
from tours.agenda.values import PUBLIC, Audience
from tours.models import PublishedEvent
from tours.models.editions.published import PublishedEventQuerySet
from tours.serving.by_audience.reading import Reading, reading
from tours.serving.current import SERVED
from tours.vocabulary import Level


class Seen(NamedTuple):
    """A version that a delegate said they have seen, and their groups at that time."""

    number: int
    groups: tuple[str, ...]


class Standing(NamedTuple):
    reading: Reading
    groups: tuple[str, ...]
    """The UIDs of all groups of the delegate, those too that no item uses."""
    starred: frozenset[str]
    seen: Seen | None

    @property
    def is_seen(self) -> bool:
        """Whether nothing can have changed since they looked."""
        return self.seen == Seen(self.reading.published.number, self.groups)


def home() -> str:
    """The path of a delegate's agenda. Items, documents and downloads lie below it."""
    return reverse("participants:my_agenda")


def standing_of(delegate: Delegate) -> Standing:
    """One query. Raises Http404 where nothing is published that they may read."""
    rows = PublishedEvent.objects.only(*SERVED).filter(event=delegate.event_id)
    published = next(iter(with_standing(rows, delegate.pk).order_by()), None)
    if published is None:
        raise Http404(_("The programme is not published yet."))
    return standing_in(published, delegate)


def standing_if_any(delegate: Delegate) -> Standing | None:
    """The delegate's standing. None before the first version, or if the event is for participants and they have no
    place. It takes one query.
    """
    try:
        return standing_of(delegate)
    except Http404:
        return None


def with_standing(rows: PublishedEventQuerySet, delegate: int) -> PublishedEventQuerySet:
    """The rows with what `standing_in` reads."""
    seen = SeenEdition.objects.filter(delegate=delegate)
    mine = Delegate.groups.through.objects.filter(delegate=delegate)
    stars = Delegate.starred.through.objects.filter(delegate=delegate)
    return rows.annotate(
        group_uids=gathered(mine, "group__uid"),
        star_uids=gathered(stars, "agendaitem__uid"),
        seen_number=Subquery(seen.values("number")),
        seen_groups=Subquery(seen.values("groups")),
    )


def standing_in(published: PublishedEvent, delegate: Delegate) -> Standing:
    groups = uids(published, "group_uids")
    number: int | None = getattr(published, "seen_number", None)
    return Standing(
        reading=reading_for(published, delegate, groups),
        groups=groups,
        starred=frozenset(uids(published, "star_uids")),
        seen=Seen(number, tuple(listed(published, "seen_groups"))) if number else None,
    )


def reading_for(published: PublishedEvent, delegate: Delegate, groups: tuple[str, ...]) -> Reading:
    """Raises Http404 for an event of participants only, to whom the delegate does not belong."""
    audience = audience_of(delegate, groups)
    if not may_read(audience, published):
        raise Http404(_("This event is for its participants only."))
    return reading(published, audience, home=home())


def audience_of(delegate: Delegate, groups: tuple[str, ...]) -> Audience:
    """The audience of the delegate. People who know that they have a place, or are offered one, read what is for
    delegates. All others read what everyone reads.
    """
    return Audience(level=Level.DELEGATES, groups=groups) if knows_of_place(delegate) else PUBLIC


def uids(row: object, name: str) -> tuple[str, ...]:
    """The UIDs in their order, written alike by each database."""
    return tuple(sorted(str(UUID(text)) for text in listed(row, name)))
