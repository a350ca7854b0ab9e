"""The files of the demonstration: everything invented is marked as fictional, and a misspelt name is refused."""

import msgspec
import pytest

from demo import records

ON_RECORD = {  # the items of the study tour that are facts, or such as every tour has
    "Registration",
    "Opening by the Ministry of Land, Infrastructure and Transport (MOLIT)",
    "Urban transformation: an opportunity for economic prosperity in environmental sustainability",
    "Coffee break",
    "Lunch",
    "Rijeka presents: Open Data Portal, iURBAN and mySMARTLife",
    "Belgrade presents: the Beokom centre",
    "Business meetings",
    "Rijeka meets Korea Water Resources (K-water)",
    "Smart Cities Innovation Summit Asia: first day",
    "Time for the exhibition",
}


def test_every_person_is_marked_fictional() -> None:
    people = records.read("organisations", records.OrganisationRecords).people
    assert [person.name for person in people if "fictional" not in person.position] == []


def test_every_invented_item_of_the_study_tour_is_marked_fictional() -> None:
    days = records.tour("smart_city_week").agenda.days
    assert {item.title for day in days for item in day.items if "(fictional)" not in item.title} == ON_RECORD


def test_what_is_invented_and_bears_no_mark_is_listed_on_the_page() -> None:
    notes = {note.heading: note.body for note in records.tour("smart_city_week").event.practical}
    assert notes["What is fictional"].split("\n\n")[1] == (
        "The versions and their dates, the days and clock times of single items, registration, meals and breaks, the time"
        " for the exhibition, the rooms, the themes, the way of learning and the conditions are fictional, and so is every"
        " item, place and person marked so."
    )


def test_every_invented_place_and_contact_is_marked_fictional() -> None:
    venues = records.read("places", records.PlaceRecords).venues
    assert {venue.name for venue in venues if "(fictional)" not in venue.name} == {
        "KINTEX",
        "Incheon International Airport",
    }
    tours = [records.tour("smart_city_week"), records.tour("city_exchange_days")]
    contacts = [contact.name for tour in tours for contact in tour.event.contacts]
    assert [name for name in contacts if "(fictional)" not in name] == []


def test_misspelt_entry_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `tittle`"):
        msgspec.toml.decode(b'key = "opening"\nkind = "session"\ntittle = "Opening"', type=records.ItemRecord)
