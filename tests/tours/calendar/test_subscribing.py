"""The calendars as a client of another hand keeps them: vdirsyncer subscribes to the running site, khal shows what it brought."""

import os
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.factories import rows

pytestmark = pytest.mark.django_db(transaction=True)

PAIR = """
[pair {name}]
a = "{name}_site"
b = "{name}_here"
collections = null
[storage {name}_site]
type = "http"
url = "{url}"
[storage {name}_here]
type = "filesystem"
path = "{folder}/{name}"
fileext = ".ics"
"""
KHAL = """
[calendars]
{calendars}
[locale]
local_timezone = Asia/Seoul
default_timezone = Asia/Seoul
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
CALENDAR = """[[{name}]]
path = {folder}/{name}
"""


@pytest.fixture
def feeds() -> dict[str, str]:
    """The addresses of the programme, a day, an item and all events, of a site with two events; and a programme whose clock is UTC."""
    event = rows.full_event(25, slug="week", title="Smart City Week")
    rows.publish(event)
    rows.publish(rows.event(slug="days", title="Rijeka days", starts=date(2017, 9, 6), ends=date(2017, 9, 7)))
    uid = event.items.get(title="Item 7").uid
    online = rows.event(slug="online", title="Online", zone="UTC", starts=date(2017, 9, 11), ends=date(2017, 9, 11))
    rows.item(online, day=date(2017, 9, 11), start=time(2, 30), end=time(3, 30), title="Seoul and Rijeka")
    rows.publish(online)
    return {
        "programme": "/events/week/programme.ics",
        "day": "/events/week/days/2017-09-05.ics",
        "item": f"/events/week/items/{uid}.ics",
        "events": "/events.ics",
        "utc": "/events/online/programme.ics",
    }


def shown(site: str, feeds: dict[str, str], folder: Path) -> list[str]:
    """The lines of khal's list for the week, after subscribing to every feed."""
    pairs = (PAIR.format(name=name, url=site + path, folder=folder) for name, path in feeds.items())
    syncing, showing = folder / "vdirsyncer", folder / "khal"
    syncing.write_text(f'[general]\nstatus_path = "{folder}/status/"\n' + "".join(pairs))
    calendars = "".join(CALENDAR.format(name=name, folder=folder) for name in feeds)
    showing.write_text(KHAL.format(calendars=calendars, folder=folder))
    for name in feeds:
        (folder / name).mkdir()
    for command in ("discover", "sync"):
        ran("vdirsyncer", "-c", str(syncing), command, folder=folder)
    form = "{calendar}: {start} – {end} {title}"
    listed = ran(
        "khal", "-c", str(showing), "list", "--once", "-f", form, "-df", "", "2017-09-01", "14d", folder=folder
    )
    return listed.splitlines()


def ran(program: str, *arguments: str, folder: Path) -> str:
    command = [sys.executable, "-W", "ignore", "-m", program, *arguments]
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "NO_PROXY": "*"}
    run = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)  # noqa: S603
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def of_item(number: int) -> str:
    """As `rows.full_event` spreads items: over five days, from 08:00 every half hour."""
    day, slot = 4 + number % 5, number // 5
    start, end = f"{8 + slot // 2:02}:{30 * (slot % 2):02}", f"{8 + slot // 2:02}:{30 * (slot % 2) + 25:02}"
    return f"2017-09-0{day} {start} – 2017-09-0{day} {end} Item {number}"


def test_a_subscriber_keeps_every_entry_at_its_time(
    live_server: LiveServer, feeds: dict[str, str], tmp_path: Path
) -> None:
    expected = [f"programme: {of_item(number)}" for number in range(25)]
    expected += [f"day: {of_item(number)}" for number in range(1, 25, 5)]
    expected += [f"item: {of_item(7)}"]
    expected += [
        "events: 2017-09-04 – 2017-09-08 Smart City Week",
        "events: 2017-09-06 – 2017-09-07 Rijeka days",
        "events: 2017-09-11 – 2017-09-11 Online",
        "utc: 2017-09-11 11:30 – 2017-09-11 12:30 Seoul and Rijeka",
    ]
    assert sorted(shown(live_server.url, feeds, tmp_path)) == sorted(expected)
