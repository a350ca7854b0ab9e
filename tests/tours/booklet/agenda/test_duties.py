"""Who does what when, for staff."""

from datetime import date, time

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, body, headings, rows, table
from tours.agenda.facts import Part
from tours.agenda.values import PUBLIC, STAFF
from tours.pdf.blocks import Span
from tours.pdf.styles import Colour, Look
from tours.vocabulary import Level, PersonRole, Status

HEADING = "Who does what when"
SPEAKER, MODERATOR = PersonRole.SPEAKER, PersonRole.MODERATOR
DRIVES = Part(role=PersonRole.DRIVER, person=values.person("Mila"), level=Level.STAFF)
DJORDJE, ZOE, SKOPJE = values.person(title="Dr"), values.person("Zoë"), values.person("Елена")


def test_everyone_has_a_line_for_each_part_in_order() -> None:
    view = values.view(
        values.item("1", title="Talk", room="Hall 3", parts=(Part(role=SPEAKER, person=ZOE),)),
        values.item("0", title="Bus", start=time(8), end=time(9), parts=(DRIVES,)),
        values.item("2", title="Panel", start=time(14), end=time(15), parts=(Part(role=MODERATOR, person=DJORDJE),)),
        values.item(
            "3",
            title="Visit",
            day=date(2017, 9, 5),
            start=None,
            end=None,
            parts=(Part(role=SPEAKER, person=DJORDJE), Part(role=SPEAKER, person=SKOPJE)),
        ),
        audience=STAFF,
    )
    assert rows(view, HEADING) == [
        [["Dr Đorđe Čačak"], ["Mon 4 Sept 14:00–15:00"], ["Moderator: Panel"], []],
        [["Dr Đorđe Čačak"], ["Tue 5 Sept No set time"], ["Speaker: Visit"], []],
        [["Елена"], ["Tue 5 Sept No set time"], ["Speaker: Visit"], []],
        [["Mila"], ["Mon 4 Sept 08:00–09:00"], ["Driver: Bus"], []],
        [["Zoë"], ["Mon 4 Sept 10:00–11:00"], ["Speaker: Talk"], ["Hall 3"]],
    ]


def test_name_is_loud_on_the_first_line_of_its_person_alone() -> None:
    parts = (Part(role=SPEAKER, person=ZOE), Part(role=MODERATOR, person=ZOE))
    view = values.view(values.item(parts=parts), audience=STAFF)
    assert [(row.cells[0][0].look, row.joined) for row in table(view, HEADING).rows] == [
        (Look.NAME, False),
        (Look.DETAIL, True),
    ]


def test_what_is_not_sure_is_said() -> None:
    parts = (Part(role=SPEAKER, person=ZOE, confirmed=False), Part(role=MODERATOR, confirmed=False))
    view = values.view(
        values.item("1", parts=parts),
        values.item("2", start=time(12), end=time(13), status=Status.CANCELLED, parts=parts[:1]),
        audience=STAFF,
    )
    assert [(row[0], row[2]) for row in rows(view, HEADING)] == [
        (["Zoë"], ["Speaker: (to be confirmed) Opening of the week"]),
        (["Zoë"], ["Speaker: (to be confirmed) Opening of the week (cancelled)"]),
        (["To be confirmed"], ["Moderator: Opening of the week"]),
    ]


def test_time_of_another_zone_says_so_and_the_title_leads_to_the_page() -> None:
    item = values.item("7", zone="Europe/Belgrade", parts=(Part(role=SPEAKER, person=ZOE),))
    [row] = table(values.view(item, audience=STAFF), HEADING).rows
    assert row.cells[1][1].spans[0].words == "Belgrade time (UTC+2)"
    assert row.cells[2][0].spans == (
        Span("Speaker:", colour=Colour.SOFT),
        Span("Opening of the week", url=f"{BASE_URL}/events/smart-city-week-2017/#item-7", quiet=True),
    )


def test_only_staff_have_it_and_only_where_somebody_has_a_part() -> None:
    item = values.item(parts=(Part(role=SPEAKER, person=ZOE),))
    shown = [
        (1, HEADING) in headings(body(view))
        for view in (
            values.view(item, audience=STAFF),
            values.view(item, audience=PUBLIC),
            values.view(values.item(), audience=STAFF),
        )
    ]
    assert shown == [True, False, False]
