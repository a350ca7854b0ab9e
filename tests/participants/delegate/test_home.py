"""The first page: how they stand, what is on, who meets them, what is asked of them."""

import gzip
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import Delegate, SeenEdition
from participants.nominations import deciding, offering
from participants.vocabulary import DelegateState, Direction, Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.visits import coming_event, visitor
from tours.models import Contact, Event
from tours.record.events import change_event
from tours.vocabulary import EventState, Level

pytestmark = pytest.mark.django_db
HOME = "/d/"


def home(row: Delegate) -> str:
    return visitor(row).get(HOME).content.decode()


def event_of_today() -> Event:
    """An item is on all day, and one comes tomorrow."""
    event = rows.event(starts=timezone.localdate(), ends=timezone.localdate() + timedelta(1), zone="UTC")
    rows.item(event, title="On all day", start=time(0), end=time(23, 59), room="Room 5")
    rows.item(event, title="Comes tomorrow", day=event.ends, venue=rows.venue(address="217-60 Kintex-ro"))
    rows.publish(event)
    return event


def test_what_is_on_and_what_is_next() -> None:
    body = home(worlds.delegate(event_of_today()))
    now, _heading, following = body.partition("<h2>Next</h2>")
    assert ["On all day" in now, "Room 5" in now, "Comes tomorrow" in now, "Comes tomorrow" in following] == [
        True,
        True,
        False,
        True,
    ]


def test_item_of_another_group_is_neither_on_nor_next() -> None:
    event = event_of_today()
    group = event.groups.create(name="Second bus")
    item = rows.item(event, title="For the second bus", start=time(0), end=time(23, 58), level=Level.DELEGATES)
    item.groups.add(group)
    rows.publish(event)
    row = worlds.delegate(event)
    before = "For the second bus" in home(row)
    row.groups.add(group)
    assert (before, "For the second bus" in home(row)) == (False, True)


def test_before_it_says_when_it_begins_and_after_it_thanks() -> None:
    row = worlds.delegate()
    body = home(row)
    begins = "It begins on" in body
    gone = timezone.localdate() - timedelta(days=3)
    over = makers.published_event(starts=gone, ends=gone)
    assert (begins, "Thank you for coming" in body, "Thank you for coming" in home(worlds.delegate(over))) == (
        True,
        False,
        True,
    )


def test_postponed_event_has_nothing_on_and_nothing_next() -> None:
    event = event_of_today()
    row = worlds.delegate(event)
    change_event(event, {"state": EventState.POSTPONED})
    rows.publish(event)
    body = home(row)
    assert ["The event is postponed." in body, "On all day" in body] == [True, False]


def test_who_meets_them_is_there_to_be_called() -> None:
    row = worlds.delegate()
    meeter, driver = journey.coming(row.event, "Kim Min-ji", capacity="meeter"), journey.coming(row.event, "Lee")
    Delegate.objects.filter(pk=driver.pk).update(capacity="driver")
    worlds.contact(meeter, telephone="+82 10 1", email="")
    worlds.contact(driver, whose=Whose.ASSISTANT, telephone="+82 10 2")
    journey.leg(row, pickup=journey.pickup(row.event, meeter=meeter, driver=driver, vehicle="Van 7"))
    body = home(row)
    assert ["Van 7" in body, 'href="tel:+82101"' in body, "+82 10 2" in body] == [True, True, False]


def test_nobody_reads_of_a_car_in_which_they_do_not_sit() -> None:
    row, other = worlds.delegate(), journey.coming(coming_event(), "Somebody Else")
    journey.leg(other, pickup=journey.pickup(other.event, vehicle="Van of others"), direction=Direction.IN)
    assert "Van of others" not in home(row)


def test_contacts_for_delegates_are_for_who_has_a_place() -> None:
    event = rows.event(starts=timezone.localdate() + timedelta(3), ends=timezone.localdate() + timedelta(4))
    Contact.objects.create(event=event, name="Event desk", phone="+82 2 000", level=Level.DELEGATES)
    rows.publish(event)
    by = rows.operator()
    row = worlds.delegate(event, by=by)
    assert row.delegation
    waiting = makers.proposed(row.delegation, by=by)
    assert ["Event desk" in home(each) for each in (row, waiting)] == [True, False]


def test_decision_is_read_once_it_is_told() -> None:
    by = rows.operator()
    row = makers.accepted(makers.delegation(coming_event(), by=by), by=by)
    quiet = home(row)
    assert ("It is being decided" in quiet, "Do you come?" in quiet) == (True, False)
    assert "Do you come?" in home(worlds.told(row))


def test_decision_not_to_choose_them_stays_quiet_until_it_is_told() -> None:
    by = rows.operator()
    row = deciding.decline(makers.proposed(makers.delegation(coming_event(), by=by), by=by), by=by)
    quiet = home(row)
    assert ["Not chosen" in body for body in (quiet, home(worlds.told(row)))] == [False, True]


def test_offer_that_ran_out_is_told_to_whom_it_was_made() -> None:
    by = rows.operator()
    reserve = deciding.reserve(makers.proposed(makers.delegation(coming_event(), by=by), by=by), by=by)
    row = worlds.told(offering.offer(reserve, by=by, hours=1))
    offering.lapse(row, by=None, now=timezone.now() + timedelta(days=9))
    body = home(row)
    assert ["Offer ran out" in body, "Take the place" in body] == [True, False]


def test_what_is_missing_leads_to_its_page() -> None:
    row = worlds.delegate()
    journey.asked_of_all(row.event)
    body = home(row)
    missing = body.partition("Still missing")[2]
    pages = ("my_document", "my_flights", "my_needs", "my_preparation")
    assert [reverse(f"participants:{name}") in missing for name in pages] == [True] * 4


def test_changes_since_they_looked_are_counted_as_on_the_agenda() -> None:
    event = event_of_today()
    row = worlds.delegate(event)
    rows.publish(event)
    never = "since you last looked" in home(row)
    SeenEdition.objects.create(delegate=row, number=2)
    unchanged = "since you last looked" in home(row)
    item = event.items.get(title="Comes tomorrow")
    item.room = "Gate 4"
    item.save()
    rows.publish(event)
    pages = [visitor(row).get(path).content.decode() for path in (HOME, reverse("participants:my_agenda"))]
    assert (never, unchanged, ["1 change since you last looked" in page for page in pages]) == (
        False,
        False,
        [True, True],
    )


def test_card_for_the_driver_says_name_and_address_in_the_local_script_and_no_more() -> None:
    row = worlds.delegate()
    hotel = rows.venue("Hotel Uran", local_name="호텔 우란", local_address="고양시 1", address="Goyang 1")
    journey.stay(row, hotel=hotel)
    body = home(row)
    address = body.partition('href="/d/places/')[2].partition('"')[0]
    card = visitor(row).get(f"/d/places/{address}")
    main = card.content.decode().partition("<main")[2]
    assert ["호텔 우란" in main, "고양시 1" in main, "Goyang" in main, "<nav" in main] == [True, True, False, False]
    other = worlds.delegate(by=rows.operator(), name="Somebody Else")
    assert (card.status_code, visitor(other).get(f"/d/places/{address}").status_code) == (200, 404)


def test_address_that_leads_nowhere_leads_back() -> None:
    answer = visitor(worlds.delegate()).get("/d/nothing-here/")
    back = '<a href="/d/">Back to your pages</a>'
    assert (answer.status_code, back in answer.content.decode()) == (404, True)
    assert "Back to your pages" not in Client().get("/events/nothing-here/").content.decode()


def test_frame_says_for_whom_an_assistant_is_here() -> None:

    row = worlds.delegate()
    body = visitor(row, email="office@example.org", whose=Whose.ASSISTANT).get(HOME).content.decode()
    assert ("You are here for Đorđe Čačak" in body, "You are here for" in home(row)) == (True, False)


def test_each_form_of_the_page_carries_its_token() -> None:
    body = home(worlds.delegate())
    assert (body.count('method="post"'), body.count("csrfmiddlewaretoken")) == (2, 2)


def test_reading_changes_nothing() -> None:
    row = worlds.delegate()
    before = Delegate.objects.values().get(pk=row.pk)
    home(row)
    assert (Delegate.objects.values().get(pk=row.pk), SeenEdition.objects.count()) == (before, 0)
    assert row.state == DelegateState.ACCEPTED


def test_first_view_is_small() -> None:
    """The page and its styles, as a telephone fetches them: at most 30 KB."""

    row = worlds.delegate(event_of_today())
    journey.asked_of_all(row.event)
    page = visitor(row).get(HOME).content
    styles = [(Path(settings.BASE_DIR) / "static/css" / name).read_bytes() for name in ("sojourn.css", "hand.css")]
    assert sum(len(gzip.compress(each)) for each in (page, *styles)) < 12_000
