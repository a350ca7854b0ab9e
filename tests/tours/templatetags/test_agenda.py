"""The filters that templates use on an event's values."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tours import wording
from tours.agenda import phrases
from tours.agenda.facts import Name, Organisation, Place, Point, Supporter
from tours.templatetags import agenda
from tours.vocabulary import EventKind, EventState, ItemKind, OrganisationRole, PersonRole

AT_TEN = '<time datetime="2017-09-04T10:00:00+09:00">10:00</time>'
AT_ELEVEN = '<time datetime="2017-09-04T11:00:00+09:00">11:00</time>'


def test_dates_and_labels_of_a_row_are_those_of_the_value() -> None:
    event = values.event()
    assert agenda.dates(event) == "4–8 September 2017"
    assert str(agenda.event_kind("study_tour")) == str(agenda.event_kind(EventKind.STUDY_TOUR)) == "Study tour"
    assert str(agenda.event_state("postponed")) == str(agenda.event_state(EventState.POSTPONED)) == "Postponed"
    assert str(agenda.item_kind(ItemKind.SITE_VISIT)) == "Site visit"
    assert str(agenda.person_role(PersonRole.RAPPORTEUR)) == "Rapporteur"


def test_backers_come_by_role_hosts_first() -> None:
    fund = Organisation(name="Partnership Facility")
    supporters = (
        Supporter(organisation=values.WORLD_BANK, role=OrganisationRole.SUPPORTER),
        Supporter(organisation=values.MOLIT, role=OrganisationRole.HOST),
        Supporter(organisation=fund, role=OrganisationRole.SUPPORTER),
    )
    by_role = agenda.backers(values.event(supporters=supporters))
    assert [(str(entry.role), entry.organisations) for entry in by_role] == [
        ("Host", (values.MOLIT,)),
        ("Supporters", (values.WORLD_BANK, fund)),
    ]


def test_slot_tells_one_time_where_its_items_end_together() -> None:
    view = values.view(values.item("a", track="A"), values.item("b", track="B"))
    (slot,) = agenda.slots(view.days()[0])
    assert (slot.when, [item.uid for item in slot.items], slot.ends_together) == (
        f"{AT_TEN}–{AT_ELEVEN}",
        ["a", "b"],
        True,
    )


def test_slot_tells_the_start_where_its_items_end_apart() -> None:
    view = values.view(values.item("a"), values.item("b", end=time(12, 30)))
    (slot,) = agenda.slots(view.days()[0])
    assert (slot.when, slot.ends_together) == (AT_TEN, False)


def test_slots_begin_with_the_items_that_have_no_clock_time() -> None:
    view = values.view(values.item("a"), values.item("b", start=None, end=None))
    assert [slot.when for slot in agenda.slots(view.days()[0])] == ["No set time", f"{AT_TEN}–{AT_ELEVEN}"]


def test_track_classes_recur_after_five() -> None:
    items = [values.item(name, track=name) for name in ("", "A", "B", "C", "D", "E", "F")]
    classes = agenda.track_classes(values.view(*items))
    assert classes == {
        "A": "track-1",
        "B": "track-2",
        "C": "track-3",
        "D": "track-4",
        "E": "track-5",
        "F": "track-1",
    }
    assert agenda.class_of(classes, "B") == "track-2"
    assert agenda.class_of(classes, "") == ""


@given(st.permutations(["Utilities", "Meetings", "Open government", ""]))
def test_track_classes_do_not_depend_on_the_order_of_items(tracks: list[str]) -> None:
    items = [values.item(f"item-{number}", track=track) for number, track in enumerate(tracks)]
    assert agenda.track_classes(values.view(*items)) == {
        "Meetings": "track-1",
        "Open government": "track-2",
        "Utilities": "track-3",
    }


def test_places_are_told_once_and_only_with_an_address() -> None:
    bare = Place(name="Hotel lobby")
    at = [values.KINTEX, bare, None, values.KINTEX]
    items = [values.item(f"item-{number}", place=place, order=number) for number, place in enumerate(at)]
    assert values.view(*items).places() == (values.KINTEX,)


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("Asia/Seoul", date(2017, 9, 4), "UTC+9"),
        ("Europe/Belgrade", date(2017, 7, 1), "UTC+2"),
        ("Europe/Belgrade", date(2017, 12, 1), "UTC+1"),
        ("Asia/Kolkata", date(2017, 9, 4), "UTC+5:30"),
        ("America/St_Johns", date(2017, 12, 1), "UTC−3:30"),
        ("UTC", date(2017, 9, 4), "UTC"),
    ],
)
def test_utc_offset_is_that_of_the_day(zone: str, day: date, offset: str) -> None:
    assert wording.utc_offset(zone, day) == offset


def test_zone_note_is_only_for_other_zones() -> None:
    event = values.event()
    flight = values.line(end_zone="Europe/Vienna")
    assert phrases.zone_note(values.line(), event) == ""
    assert phrases.zone_note(values.line(zone="Europe/Vienna"), event) == "Vienna time (UTC+2)"
    assert phrases.zone_note(values.line(zone="Europe/Vienna", start=None, end=None), event) == ""
    assert phrases.zone_note(flight, event) == "ends at Vienna time (UTC+2)"
    home = values.line(zone="America/New_York", end_zone="Asia/Seoul", ends_on=date(2017, 9, 5))
    assert phrases.zone_note(home, event) == ("New York time (UTC−4); ends at Seoul time (UTC+9)")


def test_zone_is_named_after_the_hosts_city_where_that_keeps_it_or_after_the_city_of_the_place() -> None:
    in_rijeka = values.event(zone="Europe/Zagreb", host_city=replace(values.RIJEKA, zone="Europe/Zagreb"))
    landing = values.line(end_zone="Europe/Zagreb")
    assert phrases.zone_note(landing, in_rijeka) == "Seoul time (UTC+9); ends at Rijeka time (UTC+2)"
    in_brno = values.line(zone="Europe/Prague", place=Place(name="Villa", city="Brno"))
    assert phrases.zone_note(in_brno, in_rijeka) == "Brno time (UTC+2)"
    assert phrases.zone_at_start(
        values.line(zone="Europe/Zagreb", place=Place(name="Port", city="Opatija")), in_rijeka
    ) == ("Rijeka time (UTC+2)")
    of_unknown_zone = values.event(zone="Europe/Zagreb", host_city=values.RIJEKA)
    assert phrases.zone_note(landing, of_unknown_zone) == "Seoul time (UTC+9); ends at Zagreb time (UTC+2)"


def test_other_names_are_marked_with_their_language_and_escaped() -> None:
    names = (Name(text="Београд", language="sr", script="Cyrl"), Name(text="<b>", language="de"))
    assert agenda.other_names(names) == '<bdi lang="sr-Cyrl">Београд</bdi>, <bdi lang="de">&lt;b&gt;</bdi>'
    assert agenda.other_names(()) == ""


@pytest.mark.parametrize(
    ("organisation", "html"),
    [
        (values.MOLIT, '<bdi>MOLIT</bdi>, <bdi lang="ko">국토교통부</bdi>'),
        (replace(values.MOLIT, short_name=""), '<bdi lang="ko">국토교통부</bdi>'),
        (Organisation(name="Fund & Partners", short_name="F & P"), "<bdi>F &amp; P</bdi>"),
        (Organisation(name="NALAS", short_name="NALAS"), ""),
    ],
)
def test_short_and_other_names_stand_beside_the_name(organisation: Organisation, html: str) -> None:
    assert agenda.beside_name(organisation) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("킨텍스", '<bdi lang="ko">킨텍스</bdi>'),
        ("Трг Републике <5>", '<bdi lang="und-Cyrl">Трг Републике &lt;5&gt;</bdi>'),
        ("Trg & Korzo", "<bdi>Trg &amp; Korzo</bdi>"),
    ],
)
def test_local_text_is_marked_with_what_its_script_tells(text: str, html: str) -> None:
    assert agenda.local_text(text) == html


def test_map_address_points_at_the_place() -> None:
    assert agenda.map_address(Point(latitude=37.6696, longitude=-0.5)) == (
        "https://www.openstreetmap.org/?mlat=37.669600&mlon=-0.500000#map=16/37.669600/-0.500000"
    )


def test_language_name_falls_back_on_the_code() -> None:
    assert [wording.language_name(code) for code in ("ko", "sr", "zz")] == ["Korean", "Serbian", "zz"]


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one representative"), (2, "two representatives"), (12, "12 representatives")]
)
def test_representatives_are_counted_in_words(count: int, words: str) -> None:
    assert wording.representatives(count) == words


def test_taken_seats_are_added_up() -> None:
    assert agenda.taken(values.event().cities) == 2


def test_linked_links_to_the_web_and_escapes() -> None:
    assert agenda.linked("A <b> & B", 'https://example.org/?a=1&b="2"') == (
        '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="external"><bdi>A &lt;b&gt; &amp; B</bdi></a>'
    )


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "//example.org", "https:", "http://[", "data:text/html,x"])
def test_linked_leaves_other_addresses_as_text(url: str) -> None:
    assert agenda.linked("Data portal", url) == "<bdi>Data portal</bdi>"


@pytest.mark.parametrize(
    ("tag", "attributes", "of_a_text"),
    [
        ("en", "", ' dir="auto"'),
        ("sr-Latn", ' lang="sr-Latn"', ' lang="sr-Latn" dir="auto"'),
        ("sr-Cyrl", ' lang="sr-Cyrl"', ' lang="sr-Cyrl" dir="auto"'),
        ("ar", ' lang="ar" dir="rtl"', ' lang="ar" dir="rtl"'),
    ],
)
def test_language_and_direction_are_said_where_they_are_not_the_interfaces(
    tag: str, attributes: str, of_a_text: str
) -> None:
    assert (agenda.lang(tag), agenda.lang_or_auto(tag)) == (attributes, of_a_text)


def test_name_within_words_is_isolated() -> None:
    assert agenda.isolating("Times are local: <Seoul>, UTC+9.", "<Seoul>") == (
        "Times are local: <bdi>&lt;Seoul&gt;</bdi>, UTC+9."
    )
    assert agenda.isolating("A & B", "") == "A &amp; B"


@pytest.mark.parametrize(
    ("number", "style_class", "link"),
    [
        ("+82 (0)2 0", "", '<a href="tel:+8220"><bdi>+82 (0)2 0</bdi></a>'),
        ("112", "whole", '<a class="whole" href="tel:112"><bdi>112</bdi></a>'),
        ("at the <desk>", "", "<bdi>at the &lt;desk&gt;</bdi>"),  # nothing to dial, so no link that leads nowhere
        ("", "", "<bdi></bdi>"),
    ],
)
def test_number_without_a_digit_is_no_link(number: str, style_class: str, link: str) -> None:
    assert agenda.telephone_link(number, style_class) == link
