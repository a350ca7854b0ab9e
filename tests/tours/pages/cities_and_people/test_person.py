"""The page of somebody who has a part in public events."""

import json
import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertInHTML

from tests.counting import asked
from tests.factories import rows
from tests.isolation import plain_names
from tests.refusals import is_not_found
from tours.addresses import person_address, person_slug
from tours.editions.redaction.redacting import redact_person
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Event, Person, PersonName, PublicPerson, PublishedPart
from tours.vocabulary import Access, Level, PersonRole, Status

pytestmark = pytest.mark.django_db


def path_of(who: Person) -> str:
    return person_address("", who.display_name, str(who.uid))


def html(client: Client, who: Person) -> str:
    answer = client.get(path_of(who))
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", main)).strip()


def spoke(who: Person, *titles: str, role: PersonRole = PersonRole.SPEAKER, **facts: Any) -> Event:
    """A published event with these items, in which the person has a part."""
    event = rows.event(**facts)
    for number, title in enumerate(titles):
        item = rows.item(event, title=title, start=time(9 + number), end=time(10 + number), day=event.starts)
        rows.part(item, who, role=role)
    return event


def test_person_has_all_names_and_what_they_were_then_and_did(client: Client) -> None:
    who = rows.person("Đorđe Čačak")
    PersonName.objects.create(person=who, text="Ђорђе Чачак", language="sr", script="Cyrl")
    first = spoke(who, "Parks", title="Days", starts=date(2016, 9, 5), ends=date(2016, 9, 6))
    rows.appearance(first, who, title="Dr", position="Adviser", organisation=rows.organisation("Office"))
    rows.publish(first)
    last = spoke(who, "Opening", "Panel", title="Week", role=PersonRole.MODERATOR)
    rows.part(AgendaItem.objects.get(title="Panel"), who, role=PersonRole.SPEAKER)
    rows.appearance(last, who, position="Mayor", city=rows.seoul())
    rows.publish(last)
    page = html(client, who)
    assertInHTML("<h1><bdi>Đorđe Čačak</bdi></h1>", page)
    assert '<p class="lead"><bdi lang="sr-Cyrl">Ђорђе Чачак</bdi></p>' in page
    assert words(plain_names(page)).partition("At events ")[2].partition(" http")[0] == (
        "4–8 September 2017 Seoul, Republic of Korea Week Then: Mayor, Seoul"
        " Opening Monday 4 September 2017 · Moderator Panel Monday 4 September 2017 · Moderator, Speaker"
        " 5–6 September 2016 Seoul, Republic of Korea Days Then: Adviser, Office Parks Monday 5 September 2016 · Speaker"
    )
    assert "Mayor, Seoul" in words(page).partition("At events")[0]


def test_names_on_the_pages_of_event_and_item_lead_there(client: Client) -> None:
    who = rows.person("Ana Kovač")
    event = spoke(who, "Opening")
    rows.publish(event)
    item = AgendaItem.objects.get()
    link = f'<a href="{path_of(who)}"><b><bdi>Ana Kovač</bdi></b></a>'
    for address in (f"/events/{event.slug}/", f"/events/{event.slug}/items/{item.uid}/"):
        assert link in client.get(address).content.decode()
    AgendaItem.objects.update(level=Level.STAFF)
    rows.publish(event)
    removed = client.get(f"/events/{event.slug}/items/{item.uid}/").content.decode()
    assert "<b><bdi>Ana Kovač</bdi></b>" in removed
    assert "/people/" not in removed


def test_who_appears_only_for_participants_or_on_duty_has_no_page(client: Client) -> None:
    guest, driver, closed, delegate = (rows.person(name) for name in ("Guest", "Driver", "Closed", "Delegate"))
    event = rows.event()
    rows.part(rows.item(event, title="Bus"), driver, role=PersonRole.DRIVER, level=Level.STAFF)
    rows.part(rows.item(event, title="Inner", level=Level.DELEGATES), guest, role=PersonRole.SPEAKER)
    rows.appearance(event, delegate)
    rows.publish(event)
    of_participants = spoke(closed, "Meeting", access=Access.PARTICIPANTS)
    rows.publish(of_participants)
    client.force_login(rows.coordinator())
    for who in (guest, driver, closed, delegate):
        assert is_not_found(client.get(path_of(who)))
    assert "/people/" not in client.get(f"/events/{of_participants.slug}/").content.decode()
    assert (PublicPerson.objects.count(), PublishedPart.objects.count()) == (0, 0)


def test_whoever_is_redacted_or_in_no_event_any_more_has_no_page(client: Client) -> None:
    who, other = rows.person("Ana Kovač"), rows.person("Eva Horvat")
    event = spoke(who, "Opening")
    rows.publish(event)
    redact_person(event, person_uid=str(who.uid), by=rows.operator(), reason="Asked for.")
    assert is_not_found(client.get(path_of(who)))
    assert "/people/" not in client.get(f"/events/{event.slug}/").content.decode()
    gone = spoke(other, "Opening")
    edition = rows.publish(gone)
    assert client.get(path_of(other)).status_code == 200
    withdraw(edition, by=rows.coordinator())
    assert is_not_found(client.get(path_of(other)))
    assert PublicPerson.objects.count() == 0


def test_who_is_called_otherwise_has_moved(client: Client) -> None:
    who = rows.person("Ana Kovač")
    event = spoke(who, "Opening")
    rows.publish(event)
    before = path_of(who)
    who.display_name = "Ana Horvat"
    who.save()
    rows.publish(event)
    answer = client.get(before)
    assert (answer.status_code, answer["Location"]) == (301, path_of(who))
    assert answer["Cache-Control"] == "public, no-cache"  # the name may be corrected back
    assert client.get(f"{before}?page=2")["Location"] == f"{path_of(who)}?page=2"
    assert is_not_found(client.get("/people/ana-kovac/"))


def test_two_people_of_one_name_have_two_addresses() -> None:
    assert person_slug("Ana Kovač", "one") != person_slug("Ana Kovač", "two")
    assert person_slug("김철수", "one").startswith("gimcheolsu-")
    assert person_slug("", "one").startswith("person-")


def test_cancelled_and_unsure_parts_say_so(client: Client) -> None:
    who = rows.person("Ana Kovač")
    event = spoke(who, "Opening")
    AgendaItem.objects.update(status=Status.CANCELLED)
    event.items.get().parts.update(confirmed=False)
    rows.publish(event)
    assert "Opening Cancelled Monday 4 September 2017 · Speaker (to be confirmed)" in words(html(client, who))


def test_search_engines_read_of_a_person_and_not_of_more(client: Client) -> None:
    who = rows.person("Ana Kovač")
    event = spoke(who, "Opening")
    rows.appearance(event, who, position="Mayor", organisation=rows.organisation("City of Rijeka"))
    rows.publish(event)
    page = html(client, who)
    [person, trail] = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))
    address = f"http://127.0.0.1:8000{path_of(who)}"
    assert person == {
        "@context": "https://schema.org",
        "@id": address,
        "url": address,
        "@type": "Person",
        "name": "Ana Kovač",
        "jobTitle": "Mayor",
        "affiliation": {"@type": "Organization", "name": "City of Rijeka"},
    }
    assert [step["name"] for step in trail["itemListElement"]] == ["Home", "Ana Kovač"]
    assert f'<link rel="canonical" href="{address}">' in page


@pytest.mark.parametrize("many", [2, 70])
def test_page_costs_four_queries_and_reads_twenty_parts_at_most(client: Client, many: int) -> None:
    event = rows.full_event(many)
    rows.publish(event)
    who = Person.objects.get()
    with asked() as seen:
        page = html(client, who)
    assert (seen.queries, seen.rows()) == (4, 2 + min(many, 20))
    assert page.count("· Speaker") == min(many, 20)
    assert ("Page 1 of 4" in page) == (many > 20)
