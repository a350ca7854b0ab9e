"""The booklet as its readers get it."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tests.tours.pdf.reading import drawn_characters, failures, letters, lines, links, meant, pages
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Contact, Document, Link, Name, Note, Part, Participation, Place
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.agenda.view import AgendaView
from tours.booklet import Paper, booklet
from tours.pdf.faces.drawable import drawable
from tours.vocabulary import EventState, Level, PersonRole

BASE_URL = "https://sojourn.example.org"
TITLE = "World Smart City Summit and Smart City Week"
FOOT = "Version 1, 30 August 2017 Page"

DRAW = """
import hashlib, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from tours.agenda.audiences import for_audience
from tours.booklet import Paper, booklet
assert not [name for name in sys.modules if name.startswith(("tours.models", "django.db.models"))], "a renderer without the ORM"
import django
django.setup()
from tests.factories import values
print(hashlib.sha256(booklet(values.view(*values.many_items(20)), base_url="https://x.org", paper=Paper.A4)).hexdigest())
"""


def drawn(view: AgendaView, paper: Paper = Paper.A4) -> bytes:
    return booklet(view, base_url=BASE_URL, paper=paper)


def test_booklet_of_one_item_says_all_of_it() -> None:
    assert pages(drawn(values.view(values.item()))) == [
        [
            "World Bank - Austria Urban Partnership Program · Study tour",
            "World Smart City Summit and Smart",
            "City Week",
            "4–8 September 2017",
            "Seoul (서울), Republic of Korea",
            "A study tour on how Korean cities plan, build and run smart services.",
            "Host Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)",
            "Supporter World Bank Smart Cities KSB (World Bank)",
            "Participating cities Rijeka (Croatia)",
            "Belgrade (Serbia)",
            "Themes Urban governance and anti-corruption",
            "Tier of learning City-to-City dialogues",
            "This is Version 1, 30 August 2017",
            f"{FOOT} 1 of 2",
        ],
        [
            "Programme",
            "Times are local: Seoul, UTC+9.",
            "Monday 4 September 2017",
            "Time What",
            "10:00–11:00 Opening of the week",
            "Session",
            "Purposes",
            "• Hear about infrastructure projects",
            "• Exchange experience with other countries",
            "Participating cities",
            "City Country Seats Representatives",
            "Rijeka Croatia 1 1",
            "Belgrade",
            "Београд",
            "Serbia 1 1",
            "Practical information",
            "Language",
            "English and Korean, with interpretation.",
            "The programme as it stands today",
            "https://sojourn.example.org/events/smart-city-week-2017/",
            "Programmes change. Point a camera at the code to see the current version.",
            f"{FOOT} 2 of 2",
            TITLE,
        ],
    ]


def test_names_in_every_script_read_back_and_have_outlines() -> None:
    pdf = drawn(values.view(*values.many_items(20)))
    assert "Item 8: Đakovo, Скопје and 서울" in " ".join(lines(pdf))
    shown = drawn_characters(pdf)
    for face in ("SojournSans-Regular", "SojournSans-Bold"):
        assert set("Đakovo,СкопјеandČ서울") - shown[face] == set()


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("count", [0, 3, 20, 200])
def test_every_item_stands_in_the_booklet_once_and_every_page_is_numbered(count: int, paper: Paper) -> None:
    found = pages(drawn(values.view(*values.many_items(count)), paper))
    written = [line for page in found for line in page]
    written = written[written.index("Programme") :]
    for number in range(count):
        assert len([line for line in written if f"Item {number}:" in line]) == 1
    assert [[line for line in page if line.startswith(FOOT)] for page in found] == [
        [f"{FOOT} {number} of {len(found)}"] for number in range(1, len(found) + 1)
    ]


def test_no_page_ends_with_a_heading() -> None:
    _cover, *found = pages(drawn(values.view(*values.many_items(200))))
    assert len(found) > 20
    for page in found:
        last = [line for line in page if line != TITLE and not line.startswith(FOOT)][-1]
        assert last not in {"Programme", "The week at a glance"}
        assert not last.startswith("Time What")
        assert not last.endswith("September 2017")


def test_booklet_of_a_cancelled_event_says_so_on_its_cover() -> None:
    cover, *_rest = pages(drawn(values.view(state=EventState.CANCELLED), Paper.LETTER))
    assert "This event is cancelled. What follows is kept for the record." in cover


def test_markup_in_any_text_stands_there_as_text() -> None:
    markup = '<b>x</b> <img src="/etc/passwd"> &amp;'
    pdf = drawn(_filled_with(markup))
    assert letters(pdf).count("".join(markup.split())) > 20
    email = "mailto:%3Cb%3Ex%3C%2Fb%3E%20%3Cimg%20src%3D%22%2Fetc%2Fpasswd%22%3E%20%26amp%3B"
    page = f"{BASE_URL}/events/smart-city-week-2017/"
    file = f"{page}documents/{'a' * 64}/{email.removeprefix('mailto:').replace('/', '%2F')}"
    assert set(links(pdf)) == {page, f"{page}#item-item-1", file, email}


def test_item_longer_than_a_page_is_all_there() -> None:
    pdf = drawn(values.view(values.item(summary="word " * 5000), values.item("2", title="After it")))
    assert letters(pdf).count("word") == 5000
    assert "Afterit" in letters(pdf)


@pytest.mark.slow
def test_title_of_any_length_is_drawn() -> None:
    assert letters(drawn(values.view(values.item(title="x" * 100_000)))).count("x") > 100_000
    assert letters(drawn(values.view(title="Tour " * 20_000))).count("Tour") >= 20_000


@pytest.mark.slow
def test_long_text_in_every_field_is_drawn() -> None:
    assert letters(drawn(_filled_with("word " * 1000))).count("word") > 30_000


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=40))
def test_any_text_in_any_field_can_be_read_back(text: str) -> None:
    assume(drawable(text).strip())  # an event has a title, at least
    pdf = drawn(_filled_with(text), Paper.LETTER)
    assert "".join(drawable(text).split()) in meant(pdf)
    assert failures(pdf) == []


@pytest.mark.slow
def test_same_view_gives_the_same_bytes_in_every_process() -> None:
    """This process has a random seed for its hashes, or another one."""
    here = hashlib.sha256(booklet(values.view(*values.many_items(20)), base_url="https://x.org", paper=Paper.A4))
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
    assert _digest_drawn_elsewhere(seed) == here.hexdigest()


def test_audience_makes_another_booklet() -> None:
    agenda = values.published(values.item("1"), values.item("2", title="For staff", level=Level.STAFF))
    delegates = Audience(level=Level.DELEGATES)
    written = {
        audience.key: "Forstaff" in letters(drawn(for_audience(agenda, audience)))
        for audience in (PUBLIC, delegates, STAFF)
    }
    assert written == {"public": False, "delegates": False, "staff": True}


def _filled_with(text: str) -> AgendaView:
    """A view that holds the text wherever one may be typed."""
    names = (Name(text=text, language="und"),)
    person = values.person(text, names=names, title=text, position=text, organisation=text, city=text)
    place = Place(name=text, city=text, address=text, local_name=text, local_address=text)
    country = replace(values.KOSOVO, name=text, footnote=text)
    city = replace(values.PRISHTINA, name=text, names=names, country=country)
    item = values.item(
        title=text,
        summary=text,
        report=text,
        room=text,
        place=place,
        track=text,
        language=text,
        groups=("A",),
        staff_note=text,
        links=(Link(label=text, url=text),),
        parts=(Part(role=PersonRole.SPEAKER, person=person, confirmed=False),),
        documents=(Document(title=text, digest="a" * 64, file_name=text, media_type="application/pdf", size=1),),
    )
    view = values.view(
        item,
        audience=STAFF,
        title=text,
        summary=text,
        host_city=city,
        themes=(text,),
        tier=text,
        purposes=(text,),
        conditions=text,
        practical=(Note(heading=text, body=text),),
        contacts=(Contact(name=text, role=text, email=text, phone=text),),
        cities=(Participation(city=city),),
        programme=replace(values.event().programme, name=text),
        url=text,
    )
    return replace(view, note=text)


def _digest_drawn_elsewhere(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", DRAW]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)  # noqa: S603  # our own interpreter
    return done.stdout.strip()
