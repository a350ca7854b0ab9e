"""The programme as the page shows it, drawn from a view alone."""

import re
from datetime import date, time
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html
from msgspec.structs import replace
from pytest_django.asserts import assertInHTML

from backstage.text.spellings import REMOVED
from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Contact, Document, Link, Name, Note, Organisation, Part, Participation, Place
from tours.agenda.values import PUBLIC, Item
from tours.agenda.view import AgendaView
from tours.vocabulary import Access, Level, PersonRole, Status

UID = "6f2c1a3e-0000-4000-8000-000000000001"
ITEM = f"/events/smart-city-week-2017/items/{UID}/"
DOCUMENT = Document(
    title="Logistics note",
    digest="ab" * 32,
    file_name="note.pdf",
    media_type="application/pdf",
    size=1_240_000,
    language="en",
)


def programme(view: AgendaView) -> str:
    """The agenda, with what stands before and after it."""
    blocks = ("_purposes_and_cities", "_programme", "_background")
    html = "".join(render_to_string(f"tours/{block}.html", {"view": view, "event": view.event}) for block in blocks)
    parse_html(html)  # raises where an element is not closed
    return html


def one_item(**facts: Any) -> str:
    return programme(values.view(values.item(UID, **facts)))


def numbered(count: int) -> list[Item]:
    """Items with UUIDs, as the database stores them."""
    return [
        replace(item, uid=f"6f2c1a3e-0000-4000-8000-{number:012}")
        for number, item in enumerate(values.many_items(count))
    ]


def test_programme_says_version_zone_and_days() -> None:
    html = programme(values.view(*numbered(20)))
    assertInHTML(
        '<p class="version">Version 1, 30 August 2017<span class="action"> · '
        '<a href="/events/smart-city-week-2017/changes/">What has changed</a></span>'
        '<span class="action to-glance"> · <a href="#glance">The week at a glance</a></span></p>',
        html,
    )
    assertInHTML('<p class="local-time">Times are local: <bdi>Seoul</bdi>, UTC+9.</p>', html)
    html = html.partition('<section id="programme">')[2]
    assert re.findall(r'href="#(day-[\d-]+)">(.*?)<', html) == [
        ("day-2017-09-04", "Mon 4 Sep"),
        ("day-2017-09-05", "Tue 5 Sep"),
        ("day-2017-09-06", "Wed 6 Sep"),
        ("day-2017-09-07", "Thu 7 Sep"),
        ("day-2017-09-08", "Fri 8 Sep"),
    ]
    assert re.findall(r'<section class="day" id="(.*?)"', html) == re.findall(r'href="#(day-.*?)"', html)


def test_offset_that_changes_is_told_of_each_day() -> None:
    saturday, sunday = (values.item(UID[:-1] + str(day % 10), day=date(2017, 10, day)) for day in (28, 29))
    dates: dict[str, Any] = {"starts": date(2017, 10, 28), "ends": date(2017, 11, 3)}
    html = programme(values.view(saturday, sunday, zone="Europe/Berlin", **dates))
    assertInHTML('<p class="local-time">Times are local: <bdi>Seoul</bdi>, UTC+2, then UTC+1.</p>', html)
    assert re.findall(r'</div>\n<p class="meta">(.*?)</p>', html) == ["UTC+2", "UTC+2, from 03:00 UTC+1"]


def test_each_day_is_offered_by_its_date() -> None:
    html = programme(values.view(*numbered(2)))
    assertInHTML(
        '<p class="action"><a href="/events/smart-city-week-2017/days/2017-09-05.ics" aria-describedby="once-2">'
        'Add this day to calendar<span class="hidden">: Tuesday 5 September 2017</span></a>'
        ' <small id="once-2">A file: later changes will not reach it.</small></p>',
        html,
    )


def test_programme_names_every_standing_item_once() -> None:
    view = values.view(*numbered(60))
    ids = re.findall(r'id="item-(.*?)"', programme(view))
    assert sorted(ids) == sorted(item.uid for item in view.standing)
    assert len(ids) == 60


def test_programme_is_the_same_for_the_same_view() -> None:
    assert programme(values.view(*numbered(30))) == programme(values.view(*numbered(30)))


def test_programme_without_items_is_to_follow() -> None:
    html = programme(values.view())
    assertInHTML('<p class="note info">Programme to follow.</p>', html)
    assert "Times are local" not in html
    assert "<nav" not in html


def test_item_removed_in_a_later_edition_is_left_out() -> None:
    first = values.published(values.item(UID))
    second = values.published(number=2, previous=first)
    assertInHTML('<p class="note info">Programme to follow.</p>', programme(for_audience(second, PUBLIC)))


def test_item_tells_time_kind_place_and_people() -> None:
    html = one_item(
        place=values.KINTEX,
        room="Room 3",
        language="ko",
        capacity=20,
        track="Utilities",
        parts=(Part(role=PersonRole.SPEAKER, person=values.person()),),
    )
    ten, eleven = (f'<time datetime="2017-09-04T{hour}:00:00+09:00">{hour}:00</time>' for hour in (10, 11))
    assertInHTML(f'<p class="when">{ten}–{eleven}</p>', html)
    assertInHTML('<h3><time datetime="2017-09-04">Monday 4 September 2017</time></h3>', html)
    assertInHTML(
        f"""
        <article class="item session track-1" id="item-{UID}">
        <h4><a href="{ITEM}"><bdi>Opening of the week</bdi></a></h4>
        <p><bdi>Room 3, KINTEX, Goyang</bdi></p>
        <p class="meta">Session · <b><bdi>Utilities</bdi></b> · Korean · Takes 20 people<span class="action"> ·
        <a href="/events/smart-city-week-2017/items/{UID}.ics" aria-describedby="once-1">Add to calendar<span class="hidden">: <bdi>Opening of the week</bdi></span></a></span></p>
        <p class="people">Speaker: <a href="/people/dorde-cacak-814cbce6a4/"><bdi>Đorđe Čačak</bdi></a></p>
        </article>
        """,
        html,
    )


def test_item_to_be_confirmed_says_so_and_of_whom() -> None:
    open_part = Part(role=PersonRole.MODERATOR, confirmed=False)
    asked = Part(role=PersonRole.SPEAKER, person=values.person("Ana", position="", city=""), confirmed=False)
    html = one_item(status=Status.TENTATIVE, parts=(open_part, asked))
    title = f'<a href="{ITEM}"><bdi>Opening of the week</bdi></a>'
    assertInHTML(f'<h4>{title} <span class="tag notice">To be confirmed</span></h4>', html)
    roles = (
        'Moderator: to be confirmed · Speaker: <a href="/people/ana-a42e892752/"><bdi>Ana</bdi></a> (to be confirmed)'
    )
    assertInHTML(f'<p class="people">{roles}</p>', html)


def test_cancelled_item_stands_struck_and_is_not_offered_to_calendars() -> None:
    html = one_item(status=Status.CANCELLED)
    title = f'<s><a href="{ITEM}"><bdi>Opening of the week</bdi></a></s>'
    assertInHTML(f'<h4>{title} <span class="tag alert">Cancelled</span></h4>', html)
    assert f"items/{UID}.ics" not in html


def test_names_in_other_scripts_carry_their_language() -> None:
    html = one_item(place=values.KINTEX, summary="At 킨텍스 & on foot.")
    assertInHTML(
        '<li><a href="/cities/belgrade/"><bdi>Belgrade</bdi></a> (<bdi lang="sr-Cyrl">Београд</bdi>), <bdi>Serbia</bdi>: 1 of 1 seat</li>',
        html,
    )
    assertInHTML('<bdi lang="ko">킨텍스</bdi>', html)
    assertInHTML('<p class="text" dir="auto">At <span lang="ko">킨텍스</span> &amp; on foot.</p>', html)
    assertInHTML('<bdi lang="ko">고양시 일산서구 킨텍스로 217-60</bdi>', html)


def test_country_with_a_designation_has_its_footnote() -> None:
    html = programme(values.view(cities=(Participation(city=values.PRISHTINA, seats=1),)))
    prishtina = '<a href="/cities/prishtina/"><bdi>Prishtina</bdi></a>'
    assertInHTML(f"<li>{prishtina}, <bdi>Kosovo*</bdi>: 0 of 1 seat</li>", html)
    assertInHTML(f'<p class="footnote" dir="auto">* {values.KOSOVO.footnote}</p>', html)


def test_cities_add_up_their_representatives_and_an_organisation_may_stand_in() -> None:
    network = Organisation(name="Network of Associations")
    cities = (Participation(city=values.RIJEKA, taken=2), Participation(organisation=network, taken=1))
    html = programme(values.view(cities=cities))
    rijeka = '<a href="/cities/rijeka/"><bdi>Rijeka</bdi></a>'
    assertInHTML(f"<li>{rijeka}, <bdi>Croatia</bdi>: two representatives</li>", html)
    assertInHTML("<li><bdi>Network of Associations</bdi>: one representative</li>", html)
    assertInHTML("<p>Together: three representatives.</p>", html)


def test_documents_are_linked_with_format_size_and_language() -> None:
    link = f'<a href="/events/smart-city-week-2017/documents/{DOCUMENT.digest}/note.pdf"><bdi>Logistics note</bdi></a>'
    assertInHTML(f"<li>{link} (PDF, 1.2 MB, English)</li>", programme(values.view(documents=(DOCUMENT,))))
    assertInHTML(f"<li>{link} (PDF, 1.2 MB, English)</li>", one_item(documents=(DOCUMENT,)))


def test_practical_information_keeps_its_paragraphs_and_links() -> None:
    note = Note(heading="Visa", body="None for ninety days.\n\nSee https://example.org/visa")
    html = programme(values.view(practical=(note,)))
    assertInHTML("<p>None for ninety days.</p>", html)
    assertInHTML(
        '<p>See <a href="https://example.org/visa" rel="noopener">https://example.org/visa</a></p>',
        html,
    )


def test_contacts_are_dialled_and_written_to() -> None:
    contact = Contact(
        name="Event desk", role="coordination", email="desk@example.org", phone="+82 (0)2 0", level=Level.PUBLIC
    )
    assertInHTML(
        '<li><b><bdi>Event desk</bdi></b>, <bdi>coordination</bdi><br><a href="mailto:desk@example.org">desk@example.org</a>'
        '<br><a href="tel:+8220"><bdi>+82 (0)2 0</bdi></a></li>',
        programme(values.view(contacts=(contact,))),
    )


def test_row_leads_to_the_report_of_its_item() -> None:
    html = one_item(report="What Rijeka showed.")
    report = f'<a href="{ITEM}#report">Report<span class="hidden">: <bdi>Opening of the week</bdi></span></a>'
    assert (report in html, "What Rijeka showed." in html) == (True, False)


def test_days_at_a_glance_lead_to_the_items_and_short_days_have_none() -> None:
    html = programme(values.view(*numbered(20))).partition('<section class="glance"')[2].partition("</section>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["No set time", "Morning"]
    ids = re.findall(r'href="#item-(.*?)"', html)
    assert ids
    assert set(ids) <= {item.uid for item in numbered(20)}
    assert 'class="glance"' not in one_item()


def test_name_in_a_row_leads_nowhere_where_there_is_no_public_page() -> None:
    """For participants only, and once the person was redacted."""
    part = Part(role=PersonRole.SPEAKER, person=values.person())
    closed = programme(values.view(values.item(UID, parts=(part,)), access=Access.PARTICIPANTS))
    assertInHTML('<p class="people">Speaker: <bdi>Đorđe Čačak</bdi></p>', closed)
    gone = one_item(parts=(Part(role=PersonRole.SPEAKER, person=values.person(REMOVED)),))
    assertInHTML(f'<p class="people">Speaker: <bdi>{REMOVED}</bdi></p>', gone)


def test_people_are_listed_with_all_their_names_and_a_row_has_the_printed_one_alone() -> None:
    names = (Name(text="Ђорђе Чачак", language="sr", script="Cyrl"),)
    sure, unsure = values.person(names=names), values.person("Ana", position="", city="")
    parts = (
        Part(role=PersonRole.SPEAKER, person=sure),
        Part(role=PersonRole.MODERATOR, person=unsure, confirmed=False),
    )
    people = one_item(parts=parts).partition('<section id="people">')[2].partition("</section>")[0]
    assertInHTML(
        '<ul class="plain"><li><a href="/people/ana-a42e892752/"><b><bdi>Ana</bdi></b></a> (to be confirmed)</li>'
        '<li><a href="/people/dorde-cacak-814cbce6a4/"><b><bdi>Đorđe Čačak</bdi></b></a> (<bdi lang="sr-Cyrl">Ђорђе Чачак</bdi>)<br>'
        "<bdi>Adviser (fictional), Belgrade</bdi></li></ul>",
        people,
    )


def test_items_at_the_same_time_say_so() -> None:
    first, second, third = numbered(3)
    at = {"day": date(2017, 9, 4)}
    items = [
        values.item(first.uid, **at),
        values.item(second.uid, **at),
        values.item(third.uid, start=time(10, 30), **at),
    ]
    html = programme(values.view(*items))
    assert re.findall(r"<small>(.*?)</small></p><div", html) == ["2 at the same time", "overlaps 10:00–11:00"]


def test_note_of_a_small_correction_does_not_stand_above_the_programme() -> None:
    view = replace(values.view(values.item(UID)), note="A comma")
    assert '<p class="text" dir="auto">A comma</p>' in programme(view)
    assert "A comma" not in programme(replace(view, small=(view.stamp.number,)))


@pytest.mark.parametrize("attack", ["<img src=x>", '" onclick="x', "</section>", "{% now %}", "&lt;"])
def test_every_text_prints_as_text(attack: str) -> None:
    attacked, calm = Outline.of(_full_of(attack)), Outline.of(_full_of("calm"))
    assert attacked.tags == calm.tags
    assert attacked.text == calm.text.replace("calm", attack)


def test_links_out_of_the_web_stay_text() -> None:
    html = one_item(links=(Link(label="Portal", url="javascript:alert(1)"),))
    assertInHTML("<li><bdi>Portal</bdi></li>", html)
    assert "javascript" not in html


class Outline(HTMLParser):
    """The elements of a page with the names of their attributes, and its text, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.text = ""

    @classmethod
    def of(cls, view: AgendaView) -> "Outline":
        outline = cls()
        outline.feed(programme(view))
        outline.close()
        return outline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text += data


def _full_of(text: str) -> AgendaView:
    """A view with the text in every field that a person may write."""
    place = Place(name=text, city=text, address=text, local_name=text, local_address=text)
    card = values.person(text, title=text, position=text, organisation=text, city=text)
    item = values.item(
        UID,
        title=text,
        summary=text,
        room=text,
        track=text,
        report=text,
        language=text,
        place=place,
        parts=(Part(role=PersonRole.SPEAKER, person=card),),
        links=(Link(label=text, url=f"https://example.org/{text}"),),
        documents=(replace(DOCUMENT, title=text, language=text),),
    )
    city = replace(values.BELGRADE, name=text, country=replace(values.KOSOVO, name=text, footnote=text))
    agenda = values.published(
        item,
        cities=(Participation(city=city, taken=1), Participation(organisation=Organisation(name=text))),
        purposes=(text,),
        conditions=text,
        practical=(Note(heading=text, body=text),),
        contacts=(Contact(name=text, role=text, email=f"{text}@example.org", phone=text, level=Level.PUBLIC),),
        documents=(replace(DOCUMENT, title=text),),
    )
    return for_audience(replace(agenda, note=text), PUBLIC)
