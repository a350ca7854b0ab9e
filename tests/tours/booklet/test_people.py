"""Who has a part, and which cities take part."""

from msgspec.structs import replace

from backstage.text.spellings import REMOVED
from tests.factories import values
from tests.tours.booklet.reading import body, paragraphs, rows, table
from tours.agenda.facts import Name, Part, Participation
from tours.agenda.values import STAFF
from tours.pdf.blocks import Span
from tours.vocabulary import Level, PersonRole


def test_people_are_listed_once_by_name_with_their_other_names() -> None:
    kim = values.person("Kim", names=(Name(text="김", language="ko", script="Hang"),), organisation="MOLIT", city="")
    djordje = values.person()
    parts = (
        Part(role=PersonRole.SPEAKER, person=kim, confirmed=False),
        Part(role=PersonRole.SPEAKER, person=djordje, confirmed=False),
    )
    view = values.view(
        values.item("1", parts=parts), values.item("2", parts=(Part(role=PersonRole.MODERATOR, person=djordje),))
    )
    assert rows(view, "People") == [
        [["Đorđe Čačak"], ["Adviser (fictional)"], ["Belgrade"]],
        [["Kim", "김", "to be confirmed"], ["Adviser (fictional)"], ["MOLIT"]],
    ]


def test_those_on_duty_are_not_among_the_people_unless_they_speak_too() -> None:
    ana, mila = values.person("Ana"), values.person("Mila")
    duties = (Part(role=PersonRole.DRIVER, person=ana), Part(role=PersonRole.INTERPRETER, person=mila))
    view = values.view(
        values.item("1", parts=tuple(replace(duty, level=Level.STAFF) for duty in duties)),
        values.item("2", parts=(Part(role=PersonRole.SPEAKER, person=mila, confirmed=False),)),
        audience=STAFF,
    )
    assert rows(view, "People") == [[["Mila", "to be confirmed"], ["Adviser (fictional)"], ["Belgrade"]]]


def test_whoever_was_redacted_is_not_among_the_people() -> None:
    parts = tuple(Part(role=PersonRole.SPEAKER, person=values.person(name)) for name in (REMOVED, "Kim"))
    assert rows(values.view(values.item(parts=parts)), "People") == [[["Kim"], ["Adviser (fictional)"], ["Belgrade"]]]


def test_other_names_say_their_language() -> None:
    names = (Name(text="Đorđe", language="sr"), Name(text="조르제", language="ko", script="Hang"))
    view = values.view(values.item(parts=(Part(role=PersonRole.SPEAKER, person=values.person(names=names)),)))
    [row] = table(view, "People").rows
    assert row.cells[0][1].spans == (Span("Đorđe,", language="sr-Latn"), Span("조르제", language="ko"))


def test_cities_are_listed_with_seats_and_representatives_and_organisations_in_their_stead() -> None:
    cities = (
        Participation(city=values.BELGRADE, seats=2, taken=1),
        Participation(city=values.PRISHTINA, seats=1),
        Participation(organisation=values.MOLIT, seats=3, taken=3),
        Participation(),
    )
    view = values.view(cities=cities)
    assert rows(view, "Participating cities") == [
        [["Belgrade", "Београд"], ["Serbia"], ["2"], ["1"]],
        [["Prishtina"], ["Kosovo*"], ["1"], ["not yet named"]],
        [["Ministry of Land, Infrastructure and Transport", "MOLIT, 국토교통부"], ["Republic of Korea"], ["3"], ["3"]],
        [[], [], [], []],
    ]
    assert "* This designation is without prejudice to positions on status." in paragraphs(body(view))


def test_seats_and_representatives_are_figures() -> None:
    columns = table(values.view(), "Participating cities").columns
    assert [column.label for column in columns if column.figures] == ["Seats", "Representatives"]
