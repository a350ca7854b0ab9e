"""Arrivals, flights and cars at the desk: what is shown to whom, moved in place, typed, refused and lost by nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from participants.models import Delegate, DelegateContact, Leg, Pickup
from participants.travel.cars.legs import move_leg
from participants.vocabulary import Capacity
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.travel.makers import coming, hangul, leg, pickup
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import ItemKind, RoleKind

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@dataclass
class Tour:
    event: Event
    desk: Client
    ana: Leg
    van: Pickup
    later: Pickup


@pytest.fixture(autouse=True)
def _before_the_event() -> Iterator[None]:
    with time_machine.travel("2017-09-01T12:00Z", tick=False):
        yield


@pytest.fixture
def tour() -> Tour:
    """Ana of Rijeka lands after her van has left; its driver has no e-mail."""
    event = makers.published_event(title="Smart City Week")
    by = rows.colleague(RoleKind.REGISTRAR, at=event)
    ana = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Primer")
    hangul(ana, "아나")
    petar = coming(event, "Petar Vozač", capacity=Capacity.DRIVER)
    DelegateContact.objects.create(delegate=petar, telephone="+385 51 000")
    van = pickup(event, time=time(12, 30), driver=petar, seats=3)
    later = pickup(event, time=time(15, 30), vehicle="Van 2", seats=3)
    return Tour(event, browser_of(by), leg(ana, lands_at=time(15), origin="Frankfurt", pickup=van), van, later)


def at(event: Event, name: str, *keys: Any) -> str:
    return reverse(f"participants:{name}", args=[event.uid, *keys])


def sent(page: Any, **typed: Any) -> dict[str, Any]:
    """What the browser sends of the form that was shown, with what was typed in it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**shown, **typed}.items() if value is not None}


def errors(page: Any) -> list[str]:
    return [sentence for sentences in page.context["form"].errors.values() for sentence in sentences]


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


CALL = "No mail reaches Petar Vozač: tell them by telephone."
LATE = "They land at 15:00, after the car leaves at 12:30."


def test_flag_stands_at_the_row_and_is_summed_up_above(tour: Tour) -> None:
    page = tour.desk.get(at(tour.event, "arrivals"))
    html = page.content.decode()
    assert (html.count(LATE), '<a href="#leg-' in html, 'aria-current="true">Journey</a>' in html) == (2, True, False)
    shown = "15:00 아나 Ana Primer " + LATE + " Rijeka KE 938 : Ana Primer from Frankfurt Van 1, Mon 4 Sept, 12:30 Move"
    assert shown in words(page)
    assert 'aria-current="page">Journey</a>' in html
    assert 'aria-current="true">Journey</a>' in tour.desk.get(at(tour.event, "departures")).content.decode()


def test_move_in_place_brings_back_the_whole_list(tour: Tour) -> None:
    address = at(tour.event, "move_leg", tour.ana.pk)
    form = tour.desk.get(address, headers=IN_PLACE)
    assert [label for _key, label in form.context["form"].fields["pickup"].choices] == [
        "No car",
        "Van 1, Mon 4 Sept, 12:30 (1 of 3)",
        "Van 2, Mon 4 Sept, 15:30 (0 of 3)",
    ]
    answer = tour.desk.post(address, sent(form, pickup=tour.later.pk), headers=IN_PLACE)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#board", "outerHTML")
    html = answer.content.decode()
    assert (html.startswith('<div id="board">'), LATE in html, html.count("autofocus")) == (True, False, 1)
    assert html.count(CALL) == 1
    assert Leg.objects.get().pickup == tour.later


def test_cancelling_shows_the_row_as_it_stands(tour: Tour) -> None:
    answer = tour.desk.get(f"{at(tour.event, 'move_leg', tour.ana.pk)}?row=1", headers=IN_PLACE).content.decode()
    assert ("<form" in answer, answer.count("<tr"), LATE in answer) == (False, 1, True)


def test_move_has_a_page_of_its_own_without_script(tour: Tour) -> None:
    address = at(tour.event, "move_leg", tour.ana.pk)
    answer = tour.desk.post(address, sent(tour.desk.get(address), pickup=""))
    assert answer["Location"] == f"{at(tour.event, 'arrivals')}#leg-{tour.ana.pk}"
    assert (Leg.objects.get().pickup, tour.desk.get(answer["Location"]).content.decode().count(CALL)) == (None, 1)


def test_old_forms_are_refused_and_lose_nothing(tour: Tour) -> None:
    moves, edits = at(tour.event, "move_leg", tour.ana.pk), at(tour.event, "leg", tour.ana.pk)
    old = sent(tour.desk.get(moves), pickup="")
    typed = sent(tour.desk.get(edits), number="KE 939")
    changed = sent(tour.desk.get(at(tour.event, "pickup", tour.van.pk)), place="Gate 7")
    move_leg(tour.ana, to=tour.later, by=rows.coordinator())
    Pickup.objects.filter(pk=tour.van.pk).update(seats=8)
    now = "is now “Van 2”."
    answer = tour.desk.post(moves, old)
    assert (answer.status_code, errors(answer)[1:]) == (
        400,
        ["Move to: a colleague changed it too, to “Van 2”. Yours stands here, and replaces it when you save."],
    )
    answer = tour.desk.post(edits, typed)
    assert (answer.status_code, errors(answer)[1:], answer.context["form"]["number"].value()) == (
        400,
        [f"Car {now}"],
        "KE 939",
    )
    answer = tour.desk.post(at(tour.event, "pickup", tour.van.pk), changed)
    assert (answer.status_code, errors(answer)[1:]) == (400, ["Seats for passengers is now “8”."])


def test_times_are_typed_as_people_do(tour: Tour) -> None:
    iva = coming(tour.event, "Iva")
    address = f"{at(tour.event, 'new_leg', iva.pk)}?direction=out"
    typed = {"leaves_on": "2017-09-08", "leaves_at": "9.30 pm", "told_by": "Her office", "told": "telephone"}
    answer = tour.desk.post(address, sent(tour.desk.get(address), **typed))
    made = Leg.objects.get(delegate=iva)
    assert answer["Location"] == f"{at(tour.event, 'departures')}#leg-{made.pk}"
    assert (made.direction, made.leaves_on, made.leaves_at, made.told_by, made.told) == (
        "out",
        date(2017, 9, 8),
        time(21, 30),
        "Her office",
        "telephone",
    )
    assert "Last told: 1 September 2017, 21:00 Seoul time (UTC+9), Her office." in words(
        tour.desk.get(at(tour.event, "leg", made.pk))
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"lands_at": "noonish"}, "Write a time, such as 9:30 or 0930."),
        ({"lands_on": "", "lands_at": ""}, "Say on which day they arrive."),
        ({"lands_on": "0017-09-04"}, "year"),
        (
            {"leaves_on": "2017-09-04", "leaves_at": "20", "leaves_zone": "Asia/Seoul"},
            "They arrive before they leave. Look at days, times and time zones.",
        ),
        ({"direction": "out", "leaves_on": "2017-09-08"}, "This car goes the other way."),
    ],
)
def test_wrong_facts_are_refused_and_nothing_typed_is_lost(tour: Tour, typed: dict[str, str], said: str) -> None:
    address = at(tour.event, "leg", tour.ana.pk)
    answer = tour.desk.post(address, sent(tour.desk.get(address), **typed))
    assert (answer.status_code, [said in each for each in errors(answer)]) == (400, [True])
    assert {name: answer.context["form"][name].value() for name in typed} == typed


def test_car_is_made_changed_and_deleted(tour: Tour) -> None:
    address = f"{at(tour.event, 'new_pickup')}?direction=out"
    facts = {"day": "2017-09-08", "time": "0600", "vehicle": "Bus", "seats": "40"}
    made_at = tour.desk.post(address, sent(tour.desk.get(address), **facts))["Location"]
    bus = Pickup.objects.get(vehicle="Bus")
    assert (made_at, bus.direction, bus.time, bus.seats) == (at(tour.event, "pickup", bus.pk), "out", time(6), 40)
    page = tour.desk.get(made_at)
    assert "direction" not in page.context["form"].fields
    assert tour.desk.post(made_at, sent(page, time="6:15 am"))["Location"] == made_at
    bus.refresh_from_db()
    assert bus.time == time(6, 15)
    assert tour.desk.post(at(tour.event, "delete_pickup", bus.pk))["Location"] == at(tour.event, "departures")
    assert tour.desk.post(at(tour.event, "delete_leg", tour.ana.pk))["Location"] == at(tour.event, "arrivals")
    assert (Pickup.objects.filter(vehicle="Bus").exists(), Leg.objects.exists()) == (False, False)


def test_car_with_other_passengers_than_were_shown_is_not_deleted(tour: Tour) -> None:
    car, leg = at(tour.event, "pickup", tour.van.pk), at(tour.event, "leg", tour.ana.pk)
    old_car, old_leg = (tour.desk.get(address).context["shown"] for address in (car, leg))
    move = at(tour.event, "move_leg", tour.ana.pk)
    assert tour.desk.post(move, sent(tour.desk.get(move), pickup=tour.later.pk)).status_code == 302
    refused = [
        tour.desk.post(at(tour.event, "delete_pickup", tour.van.pk), {"shown": old_car}),
        tour.desk.post(at(tour.event, "delete_leg", tour.ana.pk), {"shown": old_leg}),
    ]
    assert [answer["Location"] for answer in refused] == [car, leg]
    new_car, new_leg = (tour.desk.get(address).context["shown"] for address in (car, leg))
    tour.desk.post(at(tour.event, "delete_pickup", tour.van.pk), {"shown": new_car})
    tour.desk.post(at(tour.event, "delete_leg", tour.ana.pk), {"shown": new_leg})
    assert (Pickup.objects.filter(pk=tour.van.pk).exists(), Leg.objects.exists()) == (False, False)


def test_who_comes_with_a_seat_drives_no_car(tour: Tour) -> None:
    address = at(tour.event, "pickup", tour.van.pk)
    answer = tour.desk.post(address, sent(tour.desk.get(address), driver=tour.ana.delegate_id))
    assert (answer.status_code, len(errors(answer))) == (400, 1)


def test_liaison_of_the_host_sees_flights_and_no_telephone(tour: Tour) -> None:
    host = browser_of(rows.colleague(RoleKind.HOST, at=tour.event))
    ours, theirs = (words(browser.get(at(tour.event, "arrivals"))) for browser in (tour.desk, host))
    assert ("+385 51 000" in ours, "+385 51 000" in theirs, "Tell them by telephone" in theirs) == (True, False, True)
    html = host.get(at(tour.event, "arrivals")).content.decode()
    assert (f'/desk/delegates/{tour.ana.delegate_id}/"' in html, 'aria-label="Event"' in html) == (False, False)
    address = at(tour.event, "move_leg", tour.ana.pk)
    assert host.post(address, sent(host.get(address), pickup=tour.later.pk)).status_code == 302


def test_arrivals_tell_of_meals_that_are_published_and_not_of_those_in_preparation(tour: Tour) -> None:
    host = browser_of(rows.colleague(RoleKind.HOST, at=tour.event))
    dinner = rows.item(tour.event, kind=ItemKind.MEAL, title="Secret lunch", start=time(12), end=None)
    addresses = [at(tour.event, "arrivals"), at(tour.event, "journey_xlsx", "arrivals")]
    told = [[_tells_of(dinner.title, browser.get(address)) for address in addresses] for browser in (tour.desk, host)]
    assert told == [[False, False], [False, False]]
    rows.publish(tour.event, by=rows.operator())
    told = [[_tells_of(dinner.title, browser.get(address)) for address in addresses] for browser in (tour.desk, host)]
    assert told == [[True, True], [True, True]]


def _tells_of(title: str, answer: Any) -> bool:
    """A workbook is packed: its cells are read."""
    if answer["Content-Type"].startswith("text/html"):
        return title in words(answer)
    sheet: Any = load_workbook(BytesIO(answer.content)).active
    return any(title in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_sheet_of_a_driver_is_page_and_paper(tour: Tour) -> None:
    page = tour.desk.get(at(tour.event, "crew", tour.van.driver_id))
    assert "- 아나 · Ana Primer, Rijeka, KE 938 from Frankfurt, lands 15:00" in page.context["text"]
    paper = tour.desk.get(at(tour.event, "crew_pdf", tour.van.driver_id))
    assert (paper["Content-Type"], paper.content[:5], "attachment" in paper["Content-Disposition"]) == (
        "application/pdf",
        b"%PDF-",
        True,
    )
    assert tour.desk.get(at(tour.event, "crew", tour.ana.delegate_id)).status_code == 404


def test_rows_of_another_event_are_not_found_and_not_chosen(tour: Tour) -> None:
    other = rows.event()
    driver = coming(other, "Zvonimira", capacity=Capacity.DRIVER)
    car = pickup(other, driver=driver)
    flight = leg(driver, pickup=car)
    keys = {
        "leg": flight,
        "move_leg": flight,
        "delete_leg": flight,
        "pickup": car,
        "delete_pickup": car,
        "new_leg": driver,
    }
    for name, row in {**keys, "crew": driver, "crew_pdf": driver}.items():
        send = tour.desk.post if name.startswith("delete") else tour.desk.get
        assert (name, send(at(tour.event, name, row.pk)).status_code) == (name, 404)
    for name, row, typed in (("move_leg", tour.ana, {"pickup": car.pk}), ("pickup", tour.van, {"driver": driver.pk})):
        address = at(tour.event, name, row.pk)
        answer = tour.desk.post(address, sent(tour.desk.get(address), **typed))
        assert (answer.status_code, "Zvonimira" in answer.content.decode()) == (400, False)


@pytest.mark.slow
def test_pages_are_valid(tour: Tour, tmp_path: Path) -> None:
    Delegate.objects.filter(pk=tour.ana.delegate_id).update(name="Ana <b>Primer</b>")
    coming(tour.event, "Iva & Primer")
    leg_at, car_at = at(tour.event, "leg", tour.ana.pk), at(tour.event, "pickup", tour.van.pk)
    asks = [at(tour.event, name) for name in ("arrivals", "departures", "new_pickup")]
    asks += [leg_at, car_at, at(tour.event, "move_leg", tour.ana.pk), at(tour.event, "crew", tour.van.driver_id)]
    pages = [tour.desk.get(address) for address in asks] + [tour.desk.post(address) for address in (leg_at, car_at)]
    files = [tmp_path / f"{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page.content)
    assert complaints(files) == []
