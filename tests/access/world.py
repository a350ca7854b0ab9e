"""Makes one thing of every kind three times: public, for participants only, and unpublished. Each title says which."""

from datetime import date
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from PIL import Image

from announcements.models import Category
from announcements.posts.writing import publish_post
from tests.announcements.makers import post
from tests.factories import rows
from tours.addresses import person_slug
from tours.models import (
    AgendaItem,
    Document,
    Event,
    EventOrganisation,
    Person,
    Picture,
    Portrait,
    ProgrammeOrganisation,
    Theme,
)
from tours.record.portraits import save_portrait
from tours.vocabulary import Access, OrganisationRole

OPEN, CLOSED, HIDDEN = "open", "closed", "hidden"
Arguments = dict[str, Any]
File = TypeVar("File", Document, Picture)


def things() -> dict[str, dict[str, Arguments]]:
    """The arguments of every route that shows a thing, by route, then by access."""
    made = {
        OPEN: _event(OPEN),
        CLOSED: _event(CLOSED, access=Access.PARTICIPANTS),
        HIDDEN: _event(HIDDEN),
    }
    arguments: dict[str, dict[str, Arguments]] = {}
    for state, event in made.items():
        if state != HIDDEN:
            rows.publish(event)
        for route, given in _arguments(event, state).items():
            arguments.setdefault(route, {})[state] = given
    return arguments


def _event(state: str, **facts: Any) -> Event:
    serbia = rows.country("RS", "Serbia")
    city = rows.city(f"{state.title()} Town", slug=f"{state}-town", country=serbia, zone="Europe/Belgrade")
    event = rows.event(slug=state, title=f"Week {state}", host_city=city, **facts)
    event.picture = _stored(Picture(alternative="A hall", file=ContentFile(png(), "hall.png")))
    event.save()
    event.themes.add(Theme.objects.create(programme=event.programme, name=f"Theme {state}", slug=f"theme-{state}"))
    host = rows.organisation(f"Office {state}")
    EventOrganisation.objects.create(event=event, organisation=host, role=OrganisationRole.HOST)
    _stored(Document(event=event, title=f"Note {state}", file=ContentFile(f"%PDF-1.7 {state}".encode(), "note.pdf")))
    rows.speaker(rows.item(event, title=f"Session {state}"), f"Speaker {state}")
    return event


def _arguments(event: Event, state: str) -> dict[str, Arguments]:
    week = {"slug": event.slug}
    item = week | {"uid": AgendaItem.objects.get(event=event).uid}
    city = {"slug": event.host_city.slug}
    news = {"slug": _post(event, state)}
    assert event.picture
    return {
        **{f"tours:{name}": week for name in ("event", "changes", "card", "programme_calendar", "booklet")},
        **{f"tours:{name}": week for name in ("my_programme", "my_calendar")},
        "tours:day_calendar": week | {"day": event.starts},
        "tours:item": item,
        "tours:item_calendar": item,
        "tours:document": week | _file(event.documents.get()),
        "tours:picture": week | _file(event.picture),
        "tours:sized_picture": week | {"digest": event.picture.digest, "size": "page-320.webp"},
        "tours:logo": {"digest": _logo(event, state), "size": "logo-160.jpg"},
        "tours:portrait": {"digest": _portrait(event, state), "size": "face-160.jpg"},
        "tours:city": city,
        "tours:person": {
            "slug": person_slug(f"Speaker {state}", str(Person.objects.get(display_name=f"Speaker {state}").uid))
        },
        "tours:brochure": _file(_brochure(event, state)),
        "announcements:category_feed": {"slug": f"category-{state}"},
        **{f"announcements:{name}": news for name in ("post", "card", "read")},
        "announcements:picture": news | {"digest": _digest_of(state), "size": "list-320.webp"},
        **{f"api:{name}": week for name in ("event", "editions", "changes")},
        "api:edition": week | {"number": 1},
        "api:city": city,
        "api:post": news,
    }


def _post(event: Event, state: str) -> str:
    """Makes a post about the event. The post about the unpublished event is a draft."""
    picture = _stored(Picture(alternative=f"A square {state}", file=ContentFile(png(state), "square.png")))
    about_event = post(title=f"Told {state}", event=event, picture=picture)
    about_event.categories.add(Category.objects.create(name=f"Category {state}", slug=f"category-{state}"))
    if state != HIDDEN:
        publish_post(about_event, by=rows.coordinator(), on=date(2017, 8, 30))
    return about_event.slug


def _digest_of(state: str) -> str:
    """Of the picture of the post."""
    return Picture.objects.get(alternative=f"A square {state}").digest


def _logo(event: Event, state: str) -> str:
    """Of an organisation of the site's own programme. Only one that is a partner there has a public logo."""
    logo = _stored(Picture(alternative="A logo", file=ContentFile(png(state), "logo.png")))
    office = rows.organisation(f"Partner {state}")
    office.logo = logo
    office.save()
    if state == OPEN:
        ProgrammeOrganisation.objects.create(
            programme=event.programme, organisation=office, role=OrganisationRole.PARTNER
        )
    return logo.digest


def _portrait(event: Event, state: str) -> str:
    """Of a person who agreed that everyone sees it, and of others."""
    person = rows.person(f"Person {state}")
    portrait = Portrait(person=person, file=ContentFile(png(f"face {state}"), "face.png"))
    if state == OPEN:
        portrait.agreed_on, portrait.agreed_how = event.starts, "By e-mail"
    save_portrait(portrait, by=rows.operator())
    return portrait.digest


def _brochure(event: Event, state: str) -> Document:
    """A document of the site's own programme; only the public one is for everyone."""
    level = "public" if state == OPEN else "staff"
    event.programme.is_own = True
    event.programme.save()
    content = ContentFile(f"%PDF-1.7 brochure {state}".encode(), "brochure.pdf")
    return _stored(Document(programme=event.programme, title=f"Brochure {state}", level=level, file=content))


def _file(file: Document | Picture) -> Arguments:
    return {"digest": file.digest, "file_name": file.file_name}


def png(words: str = "") -> bytes:
    """Other words give another picture."""
    drawn = BytesIO()
    Image.frombytes("RGB", (8, 6), words.encode().ljust(144)).save(drawn, "PNG")
    return drawn.getvalue()


def _stored(file: File) -> File:
    file.full_clean()
    file.save()
    return file
