"""A small site: what the API can tell of, each sort at least once, and beside it what is not for everyone."""

from datetime import date
from typing import cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client

from announcements.models import Category
from tests.announcements import makers
from tests.factories import rows
from tours.models import (
    Document,
    Edition,
    Event,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
)
from tours.vocabulary import Access, Level, OrganisationRole

PDF = b"%PDF-1.7\n"


def small_site() -> Event:
    """Two editions of one public event with a document, a participants-only event, a draft, a post of each, a programme."""
    own = own_programme()
    event = rows.full_event(3, slug="week", title="Smart City Week", summary="Five days in Seoul.", programme=own)
    event.themes.add(Theme.objects.get(slug="transport"))
    note = document(event=event, title="Logistics note")
    event.items.order_by("start")[0].documents.add(note)
    rows.publish(event, note="The programme")
    event.items.filter(title="Item 1").update(room="Hall 2")
    rows.item(event, title="Bus", level=Level.DELEGATES)
    rows.publish(event, note="Another hall")
    closed = rows.full_event(2, slug="closed", title="Closed doors", access=Access.PARTICIPANTS, programme=own)
    rows.publish(closed)
    rows.full_event(2, slug="draft", title="Not published yet")
    news = Category.objects.create(name="News", slug="news")
    told = makers.published_post(title="Cities meet in Seoul", slug="cities-meet", event=event, body="*Two* cities.")
    told.categories.add(news)
    makers.published_post(title="Behind doors", slug="behind-doors", event=closed)
    makers.post(title="A draft", slug="a-draft")
    makers.new_testimonial("We learned much.")
    return event


def own_programme() -> Programme:
    own = rows.programme(is_own=True, summary="Cities learn from cities.")
    phase = Phase.objects.create(programme=own, name="Phase 1", starts=date(2016, 1, 1), ends=date(2018, 12, 31))
    part = PhaseComponent.objects.create(phase=phase, title="Learning")
    PhaseComponent.objects.create(phase=phase, parent=part, title="Study tours")
    Theme.objects.create(programme=own, name="Transport", slug="transport")
    Tier.objects.create(programme=own, name="Study tour")
    TargetCountry.objects.create(programme=own, country=rows.country("XK", "Kosovo"), footnote="Without prejudice.")
    funder = rows.organisation("World Bank", country=rows.country("US", "United States"))
    ProgrammeOrganisation.objects.create(programme=own, organisation=funder, role=OrganisationRole.FUNDER)
    document(programme=own, title="Brochure")
    return own


def document(**facts: object) -> Document:
    made = Document(**({"file": SimpleUploadedFile("note.pdf", PDF)} | facts))
    made.full_clean()
    made.save()
    return made


def downloaded(client: Client, address: str) -> bytes:
    """The file that an address of the API's leads to."""
    response = client.get(address.removeprefix("http://127.0.0.1:8000"))
    return b"".join(cast("FileResponse", response).streaming_content)  # type: ignore[arg-type]  # of a file, nobody waits


def latest(event: Event) -> Edition:
    return event.editions.latest("number")
