"""What speakers are at an event, and where places are: written at the desk, where items only name them."""

import pytest
from django.test import Client

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.agenda.facts import Point
from tours.models import Appearance, City, Event, Organisation, Venue
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    made = rows.event()
    rows.speaker(rows.item(made, venue=rows.venue("Depot")), "Maja Novak")
    rows.venue("Elsewhere")
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.coordinator())


def address(event: Event, page: str) -> str:
    return f"/desk/events/{event.uid}/named/{page}/"


def test_lists_hold_what_items_name_and_the_page_of_the_event_leads_there(event: Event, browser: Client) -> None:
    rows.appearance(event, rows.person("A delegate without a part"))
    found = [browser.get(address(event, name)).context["lines"] for name in ("people", "places")]
    assert [[str(row) for row, _details in lines] for lines in found] == [["Maja Novak"], ["Depot, Goyang"]]
    page = browser.get(f"/desk/events/{event.uid}/").content.decode()
    assert [f'href="{address(event, name)}"' in page for name in ("people", "places")] == [True, True]


def test_what_a_speaker_is_is_written(event: Event, browser: Client) -> None:
    row = Appearance.objects.get(person__display_name="Maja Novak")
    one = address(event, f"people/{row.pk}")
    sent = {"display_name": "Maja Novak-Kos", "title": "Dr", "position": "Mayor"}
    sent |= {"organisation": "Office of Traffic", "city": "Seoul"}
    assert browser.post(one, sent).headers["Location"] == address(event, "people")
    row = Appearance.objects.get(pk=row.pk)
    found = (str(row.person), row.title, row.position, str(row.organisation), str(row.city))
    assert found == tuple(sent.values())
    form = browser.get(one).context["form"]
    assert [form[name].value() for name in sent] == [*found[:-1], "Seoul, Republic of Korea"]
    browser.post(one, {"display_name": "Maja Novak"})
    row.refresh_from_db()
    assert (row.title, row.position, row.organisation, row.city) == ("", "", None, None)


def test_name_is_written_by_whoever_edits_every_event_of_the_person(event: Event) -> None:
    row = Appearance.objects.get(person__display_name="Maja Novak")
    one, editor = address(event, f"people/{row.pk}"), browser_of(rows.colleague(RoleKind.EDITOR, at=event))
    assert "display_name" in editor.get(one).context["form"].fields
    rows.speaker(rows.item(rows.event()), row.person)
    assert "display_name" not in editor.get(one).context["form"].fields
    assert editor.post(one, {"display_name": "Another", "position": "Mayor"}).status_code == 302
    row = Appearance.objects.get(pk=row.pk)
    assert (row.person.display_name, row.position) == ("Maja Novak", "Mayor")


def test_unknown_city_is_asked_about_and_nothing_is_written(event: Event, browser: Client) -> None:
    row = Appearance.objects.get(person__display_name="Maja Novak")
    answer = browser.post(
        address(event, f"people/{row.pk}"), {"display_name": "X", "city": "Atlantis", "organisation": "New Office"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["country"])
    assert not Organisation.objects.filter(name="New Office").exists()


def test_where_a_place_is_is_written_and_the_event_is_edited(event: Event, browser: Client) -> None:
    place, before = Venue.objects.get(name="Depot"), event.updated_at
    one = address(event, f"places/{place.pk}")
    sent = {"name": "Bus depot", "address": "1 Road", "local_address": "길 1", "where": "37.6, 126.7"}
    assert browser.post(one, sent).status_code == 302
    place.refresh_from_db()
    event.refresh_from_db()
    assert (place.name, place.address, place.local_address) == ("Bus depot", "1 Road", "길 1")
    assert (place.point, browser.get(one).context["form"]["where"].value()) == (Point(37.6, 126.7), "37.6, 126.7")
    assert event.updated_at > before
    browser.post(one, sent)
    assert Event.objects.get(pk=event.pk).updated_at == event.updated_at
    browser.post(one, sent | {"where": ""})
    assert Venue.objects.get(pk=place.pk).point is None


def test_where_a_city_is_is_shown_with_all_its_digits_and_stays(event: Event, browser: Client) -> None:
    city = rows.city("Quito", latitude=-0.00001, longitude=-78.5)
    Event.objects.filter(pk=event.pk).update(host_city=city)
    one = address(event, f"cities/{city.pk}")
    where = browser.get(one).context["form"]["where"].value()
    assert (where, browser.post(one, {"name": "Quito", "where": where}).status_code) == ("-0.00001, -78.5", 302)
    assert City.objects.get(pk=city.pk).point == Point(-0.00001, -78.5)


def test_what_an_organisation_is_called_and_its_address_are_written(event: Event, browser: Client) -> None:
    rows.organisation("Elsewhere")
    event.organisations.create(organisation=rows.organisation("Office"), role="host")
    listed = browser.get(f"/desk/events/{event.uid}/lists/organisations/").content.decode()
    assert address(event, "organisations") in listed
    [(row, details)] = browser.get(address(event, "organisations")).context["lines"]
    assert (str(row), details) == ("Office", [])
    sent = {"name": "Office of Traffic", "short_name": "OT", "country": "KR", "url": "ot.example.org"}
    assert browser.post(address(event, f"organisations/{row.pk}"), sent).status_code == 302
    [(row, details)] = browser.get(address(event, "organisations")).context["lines"]
    assert (str(row), list(map(str, details))) == (
        "Office of Traffic",
        ["OT", "Republic of Korea", "https://ot.example.org"],
    )


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "Depot", "where": "37.6"}, {"name": "Elsewhere"}])
def test_what_cannot_be_is_refused(event: Event, browser: Client, sent: dict[str, str]) -> None:
    place = Venue.objects.get(name="Depot")
    assert browser.post(address(event, f"places/{place.pk}"), sent).status_code == 400
    assert str(Venue.objects.get(pk=place.pk)) == "Depot, Goyang"


def test_colleagues_change_is_kept_and_ones_own_is_shown_again(event: Event, browser: Client) -> None:
    place = Venue.objects.get(name="Depot")
    one = address(event, f"places/{place.pk}")
    form = browser.get(one).context["form"]
    sent = {bound.html_name: bound.value() or "" for bound in form} | {"address": "Mine"}
    Venue.objects.filter(pk=place.pk).update(local_name="차고")
    answer = browser.post(one, sent)
    shown = answer.context["form"]
    assert (answer.status_code, shown["address"].value(), shown["local_name"].value()) == (400, "Mine", "차고")


def test_only_what_items_of_the_event_name_is_there_and_only_who_edits_the_agenda_changes_it(
    event: Event, browser: Client
) -> None:
    other = Venue.objects.get(name="Elsewhere")
    assert browser.get(address(event, f"places/{other.pk}")).status_code == 404
    assert browser.get(address(event, "rooms")).status_code == 404
    place = Venue.objects.get(name="Depot")
    viewer = browser_of(rows.colleague(RoleKind.VIEWER, at=event))
    assert viewer.post(address(event, f"places/{place.pk}"), {"name": "X"}).status_code == 403
    assert address(event, f"places/{place.pk}") not in viewer.get(address(event, "places")).content.decode()


def test_checks_lead_there_where_somebody_is_something_else_now(event: Event, browser: Client) -> None:
    rows.publish(event)
    row = Appearance.objects.get(person__display_name="Maja Novak")
    browser.post(address(event, f"people/{row.pk}"), {"display_name": "Maja Novak", "position": "Mayor"})
    page = browser.get(f"/desk/events/{event.uid}/checks/").content.decode()
    assert f'<a href="{address(event, "people")}">Go there' in page


@pytest.mark.parametrize("junk", [str(2**63), "a\0b", "x" * 5000])
def test_junk_is_refused(event: Event, browser: Client, junk: str) -> None:
    row = Appearance.objects.get(person__display_name="Maja Novak")
    sent = dict.fromkeys(("display_name", "title", "position", "organisation", "city", "country"), junk)
    assert browser.post(address(event, f"people/{row.pk}"), sent).status_code == 400
    assert browser.get(address(event, f"people/{2**63}")).status_code == 404
