"""Makes an event of its files: its record, its agenda, and step by step what was published of it.

The product's own verbs write facts, items, versions and posts. Rows that no verb writes yet are checked and saved here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from announcements.models import Category, Post, PostPicture
from announcements.posts.categories import save_category
from announcements.posts.writing import draft_post, publish_post, save_post
from backstage.actor import acting_as
from demo import records
from demo.agenda import apply_changes, save_agenda
from demo.background import Background, load_background
from demo.pictures import picture
from demo.rows import saved, uid_of
from demo.users import colleague, operator
from demo.who_comes.delegations import save_who_comes
from tours.editions.publishing import publish
from tours.models import Contact, Event, EventOrganisation, ParticipatingCity, PracticalNote, Purpose
from tours.record.events import Facts, create_event
from tours.rights.granting import grant
from tours.vocabulary import RoleKind


@transaction.atomic
def load_event(folder: str, *, now: datetime) -> Event | None:
    """Makes the event and all it refers to. Returns None where it is there already, under its slug or another."""
    tour = records.tour(folder)
    if Event.objects.filter(Q(slug=tour.event.slug) | Q(uid=uid_of(tour.event.slug))).exists():
        return None
    with acting_as(operator()):
        background = load_background()
        colleagues = {kind: colleague(kind, at=background.programme) for kind in RoleKind}
    with acting_as(colleagues[RoleKind.COORDINATOR]):
        return _load(folder, tour, background, colleagues, now=now)


def _load(
    folder: str, tour: records.TourRecord, background: Background, colleagues: Mapping[RoleKind, User], *, now: datetime
) -> Event:
    by = colleagues[RoleKind.COORDINATOR]
    event = _save_event(tour.event, background, today=now.astimezone(ZoneInfo(tour.event.zone)).date())
    for edition in tour.editions:
        if edition.adds_agenda:
            save_agenda(event, tour.agenda, background)
        if edition.names_delegates:
            save_who_comes(folder, event, background, by=colleagues[RoleKind.REGISTRAR], now=now)
            grant(RoleKind.HOST, user=colleagues[RoleKind.HOST], at=event, by=by)
        apply_changes(event, edition.changes)
        publish(event, by=by, note=edition.note, at=_moment(edition.published, now))
        for post in edition.posts:
            _save_post(event, post, by=by, now=now)
    return event


def _save_event(record: records.EventRecord, background: Background, *, today: date) -> Event:
    event = create_event(
        background.programme, _facts(record, background, starts=_date(record.starts, today)), uid=uid_of(record.slug)
    )
    _save_parties(event, record, background)
    _save_information(event, record)
    return event


def _facts(record: records.EventRecord, background: Background, *, starts: date) -> Facts:
    themes = dict(background.programme.themes.values_list("name", "slug"))
    return {
        "kind": record.kind,
        "title": record.title,
        "slug": record.slug,
        "summary": record.summary,
        "starts": starts,
        "ends": starts + timedelta(days=record.lasts_days - 1),
        "zone": record.zone,
        "host_city": background.cities[record.host_city].slug,
        "organised": record.organised,
        "tier": record.tier,
        "themes": [themes[name] for name in record.themes],
        "conditions": record.conditions,
        "places": record.places,
        "tells_of_participants_items": record.tells_of_participants_items,
        "picture": picture(record.picture),
    }


def _save_parties(event: Event, record: records.EventRecord, background: Background) -> None:
    for position, role in enumerate(record.organisations):
        organisation = background.organisations[role.name]
        saved(EventOrganisation(event=event, organisation=organisation, role=role.role, position=position))
    for position, party in enumerate(record.cities):
        saved(
            ParticipatingCity(
                event=event,
                city=background.cities[party.city] if party.city else None,
                organisation=background.organisations[party.organisation] if party.organisation else None,
                seats=party.seats,
                taken=party.taken,
                position=position,
            )
        )


def _save_information(event: Event, record: records.EventRecord) -> None:
    for position, text in enumerate(record.purposes):
        saved(Purpose(event=event, text=text, position=position))
    for position, note in enumerate(record.practical):
        saved(PracticalNote(event=event, heading=note.heading, body=note.body, level=note.level, position=position))
    for position, contact in enumerate(record.contacts):
        saved(
            Contact(
                event=event,
                name=contact.name,
                role=contact.role,
                email=contact.email,
                phone=contact.phone,
                level=contact.level,
                position=position,
            )
        )


def _save_post(event: Event, record: records.PostRecord, *, by: User, now: datetime) -> Post:
    """Drafts its text from the current edition; only what no record knows comes from the file."""
    post = draft_post(event, kind=record.kind)
    post.byline = record.byline
    post.earlier_views = record.earlier_views
    post.picture = picture(record.picture)
    save_post(post)
    for position, each in enumerate(record.gallery):
        saved(PostPicture(post=post, picture=picture(each), position=position))
    post.categories.set(_categories(record.categories))
    if record.stays_draft:
        return post
    return publish_post(post, by=by, on=_date(record.published, now.astimezone(ZoneInfo(event.zone)).date()))


def _categories(names: Iterable[str]) -> list[Category]:
    return [_category(name) for name in names]


def _category(name: str) -> Category:
    """A new one follows those there are, so that they are printed in the order in which the files name them."""
    if known := Category.objects.filter(name=name).first():
        return known
    category = Category(name=name, position=Category.objects.count())
    save_category(category)
    return category


def _date(when: date | int, today: date) -> date:
    return when if isinstance(when, date) else today + timedelta(days=when)


def _moment(when: datetime | int, now: datetime) -> datetime:
    return when if isinstance(when, datetime) else now + timedelta(days=when)
