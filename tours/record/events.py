"""The verbs that create an event, change its own facts, and delete a draft."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from backstage.text.slugs import free_slug
from tours.editions.publishing import locked
from tours.models import City, Event, Programme, Theme, Tier
from tours.record.event_lists import LISTS, set_lists
from tours.record.groups import set_groups
from tours.record.locking import note_edit
from tours.record.saving import save_valid

Facts = Mapping[str, Any]
"""Values by the names of Event's fields: `host_city` and `themes` by their slugs, `tier` by its name, `groups` as GroupNamed,
and the lists of the event as `tours.record.event_lists` takes them.

Other fields stay.
"""
RELATIONS = frozenset({"themes", "groups", *LISTS})
"""Facts that are rows of their own, written after the event's."""


@transaction.atomic
def create_event(programme: Programme, facts: Facts, *, uid: UUID | None = None) -> Event:
    """Makes a draft, which nobody else sees until a version is published. Raises ValidationError.

    Without a slug the event gets one made from its title, and without a time zone that of its host city. `uid` is for
    an event that has a UID already.
    """
    event = Event(programme=programme, uid=uid or uuid4())
    _set(event, facts)
    if not event.slug and event.title:
        event.slug = free_slug(Event, event.title, otherwise="event")
    if not event.zone and event.host_city_id:
        event.zone = event.host_city.zone
    save_valid(event)
    _set_relations(event, facts)
    return event


@transaction.atomic
def change_event(event: Event, facts: Facts) -> Event:
    """Changes the facts that differ, and writes nothing if none does. Locks the event's row. Raises ValidationError."""
    event = locked(event)
    before = {name: getattr(event, name) for name in facts if name not in RELATIONS}
    _set(event, facts)
    if any(getattr(event, name) != value for name, value in before.items()):
        save_valid(event)
    if _set_relations(event, facts):
        note_edit(event)
    return event


@transaction.atomic
def delete_event(event: Event) -> None:
    """Deletes a draft with all that it consists of. Locks the event's row.

    Raises ValidationError for an event that was ever published, and for one that delegations or posts lead to.
    """
    event = locked(event)
    if event.editions.exists():
        raise ValidationError(_("This event was published, and cannot be deleted. Cancel it instead."))
    try:
        with transaction.atomic():
            event.documents.all().delete()
            event.delete()
    except ProtectedError as refusal:
        raise ValidationError(
            _("This draft cannot be deleted: delegations are invited or posts are written. Cancel it instead.")
        ) from refusal


def _set(event: Event, facts: Facts) -> None:
    for name, value in facts.items():
        if name == "host_city":
            event.host_city = _city(value)
        elif name == "tier":
            event.tier = _tier(event.programme, value)
        elif name not in RELATIONS:
            setattr(event, name, value)


def _city(slug: str) -> City:
    city = City.objects.select_related("country").filter(slug=slug).first()
    if city is None:
        raise ValidationError({"host_city": [_("There is no city with this slug.")]})
    return city


def _tier(programme: Programme, name: str | None) -> Tier | None:
    if not name:
        return None
    tier = programme.tiers.filter(name=name).first()
    if tier is None:
        raise ValidationError({"tier": [_("The programme has no tier of that name.")]})
    return tier


def _set_relations(event: Event, facts: Facts) -> bool:
    """Whether any of them changed."""
    new_groups = "groups" in facts and set_groups(event, facts["groups"])
    new_lists = set_lists(event, facts)
    return _set_themes(event, facts) or new_groups or new_lists


def _set_themes(event: Event, facts: Facts) -> bool:
    if "themes" not in facts:
        return False
    themes = set(_themes(event.programme, facts["themes"]))
    if themes == set(event.themes.all()):
        return False
    event.themes.set(themes)
    return True


def _themes(programme: Programme, slugs: Iterable[str]) -> Iterable[Theme]:
    found = {theme.slug: theme for theme in programme.themes.all()}
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        refusal = _("The programme has no theme with the slug %(slugs)s.") % {"slugs": ", ".join(missing)}
        raise ValidationError({"themes": [refusal]})
    return [found[slug] for slug in slugs]
