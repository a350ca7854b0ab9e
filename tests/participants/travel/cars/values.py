"""A sheet of a driver, as a value."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from participants.travel.cars.sheets import CrewSheet, Errand, Passenger
from participants.travel.cars.signs import Sign

MINJAE = Passenger(Sign("김민재", "Minjae Kim"), "Busan", "KE 938 from Frankfurt, lands 12:00")
DORDE = Passenger(Sign("", "Đorđe Šćepanović"), "Belgrade", "JU 512, lands 12:10")


def errand(*passengers: Passenger, **facts: Any) -> Errand:
    usual = {
        "key": 1,
        "day": date(2017, 9, 4),
        "title": "Arrival: Van 1",
        "when": "Monday 4 September 2017, 12:30",
        "route": "Incheon, gate 5 to Hotel Lotte",
        "crew": "Driver: Petar Vozač. Met by: Mina Kim",
    }
    return Errand(**{**usual, "passengers": passengers, **facts})


def sheet(*errands: Errand) -> CrewSheet:
    at = datetime(2017, 8, 30, 18, 5, tzinfo=ZoneInfo("Asia/Seoul"))
    as_of = "As of 30 August 2017, 18:05 Seoul time (UTC+9)"
    return CrewSheet("Smart City Week", "Urban Partnership Program", "en", "Petar Vozač", as_of, at, errands)
