"""Pictures of events and logos, in the sizes in which pages show them."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from tests.counting import asked
from tests.factories import rows
from tests.tours.pictures.photographs import jpeg
from tours.editions.composing import compose
from tours.editions.redaction.redacting import redact_text
from tours.models import Event, EventOrganisation, Picture, ProgrammeOrganisation
from tours.uploads.storing import DigestStorage, upload_path
from tours.vocabulary import Access, OrganisationRole

pytestmark = pytest.mark.django_db


def stored(**facts: str) -> Picture:
    picture = Picture(file=ContentFile(jpeg(image=Image.new("RGB", (1200, 800), "teal")), "hall.jpg"), **facts)
    picture.full_clean()
    picture.save()
    return picture


@pytest.fixture
def event() -> Event:
    made = rows.full_event(2, slug="week", picture=stored(alternative="A hall", caption="Opening", credit="The office"))
    rows.publish(made)
    return made


def address(event: Event, size: str, picture: Picture | None = None) -> str:
    found = picture or event.picture
    assert found
    return f"/events/{event.slug}/pictures/{found.digest}/sizes/{size}"


def test_page_offers_the_picture_in_widths_with_its_words(client: Client, event: Event) -> None:
    page = client.get("/events/week/").content.decode()
    widths = ", ".join(f"{address(event, f'page-{name}.webp')} {min(name, 1200)}w" for name in (320, 640, 960, 1280))
    assert f'<source type="image/webp" srcset="{widths}" sizes="(min-width: 960px) 960px, 100vw">' in page
    assert f'<img src="{address(event, "page-960.jpg")}" width="960" height="640" alt="A hall" loading="lazy"' in page
    assert (
        '<figcaption dir="auto"><bdi>Opening</bdi> <span class="credit">Picture: <bdi>The office</bdi></span></figcaption>'
        in page
    )
    for found in re.findall(r"/events/week/pictures/[^ \"]+", page):
        assert client.get(found).status_code == 200


def test_size_that_is_kept_costs_one_query(client: Client, event: Event) -> None:
    first = client.get(address(event, "page-320.webp"))
    with asked() as warm:
        again = client.get(address(event, "page-320.webp"))
    assert (first["Content-Type"], Image.open(BytesIO(first.content)).size) == ("image/webp", (320, 213))
    lasting = "private, max-age=31536000, immutable"
    assert (again.content == first.content, again["Cache-Control"], warm.queries) == (True, lasting, 1)


@pytest.mark.parametrize("size", ["page-321.webp", "page-320.png", "page-320", "..%2Fa", "%00"])
def test_other_sizes_are_none_and_nothing_is_kept_of_them(client: Client, event: Event, size: str) -> None:
    answer = client.get(address(event, size))
    assert (answer.status_code, kept()) == (404, [])


def test_picture_that_the_edition_does_not_name_is_not_shown(client: Client, event: Event) -> None:
    assert client.get(address(event, "page-320.webp", stored_elsewhere())).status_code == 404
    assert kept() == []


def stored_elsewhere() -> Picture:
    picture = Picture(file=ContentFile(jpeg(image=Image.new("RGB", (90, 60))), "hall.jpg"), alternative="Another")
    picture.full_clean()
    picture.save()
    return picture


def kept() -> list[Path]:
    return [*Path(settings.KEPT_DIR).rglob("*page-32*")]


def test_picture_of_an_event_for_participants_is_for_them(client: Client) -> None:
    made = rows.full_event(1, slug="week", access=Access.PARTICIPANTS, picture=stored(alternative="A hall"))
    rows.publish(made)
    pages = [address(made, "page-320.webp"), address(made, "card-1200.jpg"), "/events/week/card.png"]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    client.force_login(rows.coordinator())
    answers = [client.get(page) for page in pages]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [
        (200, "private, max-age=31536000, immutable"),
        (200, "private, no-cache"),
        (200, "private, no-cache"),
    ]


def test_file_that_was_stored_before_pictures_were_cleaned_is_served_clean(client: Client, event: Event) -> None:
    assert event.picture
    body = jpeg(image=Image.new("RGB", (1200, 800), "teal"))
    assert b"45;48;52" in body
    Picture.objects.filter(pk=event.picture.pk).update(**_stored_as_it_came(body))
    rows.publish(Event.objects.get(pk=event.pk))
    event = Event.objects.get(pk=event.pk)
    assert event.picture
    whole = f"/events/week/pictures/{event.picture.digest}/old.jpg"
    for found in (address(event, "page-320.webp"), address(event, "page-960.jpg"), whole):
        answer = client.get(found)
        body = answer.getvalue()
        assert (answer.status_code, b"45;48;52" in body, b"GALAXY" in body) == (200, False, False)


def _stored_as_it_came(body: bytes) -> dict[str, str]:
    digest = hashlib.sha256(body).hexdigest()
    path = upload_path(digest, "old.jpg")
    DigestStorage().save(path, ContentFile(body))
    return {"digest": digest, "file_name": "old.jpg", "file": path}


def test_what_is_said_of_the_picture_is_redacted_with_the_event(client: Client, event: Event) -> None:
    Picture.objects.update(caption="Ana Anić opens", consent="Ana Anić agreed")
    rows.publish(Event.objects.get(pk=event.pk))
    redact_text(event, text="Ana Anić", by=rows.operator(), reason="She asked for it.")
    assert Picture.objects.values_list("caption", "consent").get() == ("[removed] opens", "[removed] agreed")
    assert "[removed] opens" in client.get("/events/week/").content.decode()


def test_logo_stands_beside_the_organisation_of_the_edition(client: Client) -> None:
    made = rows.event(slug="week")
    office = rows.organisation("City of Rijeka")
    EventOrganisation.objects.create(event=made, organisation=office, role=OrganisationRole.HOST)
    office.logo = stored(alternative="Logo: City of Rijeka")
    office.save()
    rows.publish(made)
    logo = address(made, "logo-160.jpg", office.logo)
    page = client.get("/events/week/").content.decode()
    assert f'<img src="{logo}" width="120" height="80" alt="Logo: City of Rijeka"' in page
    assert Image.open(BytesIO(client.get(logo).content)).size == (120, 80)


def test_logos_cost_no_query_each(client: Client) -> None:
    made = rows.event(slug="week")
    logo = stored(alternative="A logo")

    def cost(number: int) -> int:
        office = rows.organisation(f"Office {number}", logo=logo)
        EventOrganisation.objects.create(event=made, organisation=office, role=OrganisationRole.HOST)
        with asked() as seen:
            composed = compose(Event.objects.get(pk=made.pk))
        assert [supporter.organisation.logo is None for supporter in composed.event.supporters] == [False] * number
        return seen.queries

    assert cost(1) == cost(2) == cost(3)


def test_logo_of_a_partner_stands_on_the_pages_of_the_programme(client: Client) -> None:
    office = rows.organisation("City of Rijeka")
    office.logo = stored(alternative="Logo: City of Rijeka")
    office.save()
    logo = f"/partners/logos/{office.logo.digest}/logo-160.jpg"
    assert client.get(logo).status_code == 404
    own = rows.programme(is_own=True)
    ProgrammeOrganisation.objects.create(programme=own, organisation=office, role=OrganisationRole.PARTNER)
    for page in ("/partners/", "/"):
        assert client.get(page).content.decode().count(f'<img src="{logo}" width="120" height="80"') == 1
    client.get(logo)
    with asked() as warm:
        answer = client.get(logo)
    assert (answer.status_code, answer["Content-Type"], warm.queries) == (200, "image/jpeg", 1)


def test_card_of_the_event_shows_the_picture_beside_its_words(client: Client, event: Event) -> None:
    card = Image.open(BytesIO(client.get("/events/week/card.png").content)).convert("RGB")
    shown = card.getpixel((1100, 200))
    assert isinstance(shown, tuple)
    assert max(abs(a - b) for a, b in zip(shown, (0, 128, 128), strict=True)) < 12
