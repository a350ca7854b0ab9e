"""The delegations of the fictional future tour and those who come: every state occurs, and readers hear of counts alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from unicodedata import name as name_of

import pytest
from django.db.models import Count, Q
from django.test import Client
from pytest_django import Settings

from announcements.models import Post
from backstage.models import AuditEntry
from demo.users import COLLEAGUES
from participants.letters.telling.news import untold
from participants.models import (
    ChangeRequest,
    Delegate,
    DelegateContact,
    Delegation,
    FocalPoint,
    Invitation,
    PersonContact,
    Pickup,
    Stay,
    SupportingFile,
)
from participants.travel.checklist.reading import read_checklist
from participants.vocabulary import DelegateState, DelegationState
from tests.demo.loading import CITY_EXCHANGE_DAYS, FIRST_LOAD, SMART_CITY_WEEK, view
from tests.tours.pdf.reading import meant
from tours.agenda.values import PUBLIC
from tours.models import Event, ItemPart, ParticipatingCity, PersonName
from tours.uploads.storing import open_whole
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.usefixtures("demonstration")
EVENT = f"/events/{CITY_EXCHANGE_DAYS}/"
OF_THE_EVENT = (EVENT, f"{EVENT}programme.ics", f"{EVENT}programme.pdf", f"/api/v1{EVENT}editions/2/")
"""Outputs that tell who speaks."""
OTHERS = (
    "/", "/events/", "/events.ics", "/cities/belgrade/", "/cities/osijek/", f"{EVENT}changes/", "/news/", "/news/feed.atom",
    "/sitemap.xml", "/api/v1/events/", "/api/v1/items/", "/api/v1/cities/", "/api/v1/organisations/", "/api/v1/posts/",
    f"/api/v1{EVENT}", f"/api/v1{EVENT}changes/?from=1", f"/events/{SMART_CITY_WEEK}/",
)  # fmt: skip


def named(name: str) -> Delegate:
    return Delegate.objects.exclude(delegation__participation__organisation__isnull=False).get(name=name)


def of(city: str) -> Delegation:
    return Delegation.objects.get(participation__city__name=city)


def test_every_state_occurs() -> None:
    assert Counter(Delegation.objects.values_list("state", flat=True)) == {
        DelegationState.INVITED: 1,
        DelegationState.ACCEPTED: 6,
        DelegationState.DECLINED: 1,
        DelegationState.CANCELLED: 1,
        DelegationState.CLOSED: 1,
        DelegationState.REOPENED: 1,
    }
    assert Counter(Delegate.objects.values_list("state", flat=True)) == {
        DelegateState.PROPOSED: 2,
        DelegateState.ENDORSED: 1,
        DelegateState.ACCEPTED: 14,
        DelegateState.RESERVE: 2,
        DelegateState.OFFERED: 1,
        DelegateState.LAPSED: 1,
        DelegateState.DECLINED: 1,
        DelegateState.WITHDRAWN: 2,
        DelegateState.REPLACED: 1,
    }
    assert {*Delegation.objects.values_list("state", flat=True)} == {*DelegationState}
    assert {*Delegate.objects.values_list("state", flat=True)} == {*DelegateState}


def test_taken_equals_the_rows_but_where_history_keeps_counts_alone() -> None:
    holding = Q(delegation__delegates__state__in=["accepted", "offered"], delegation__delegates__takes_seat=True)
    cities = ParticipatingCity.objects.annotate(rows=Count("delegation__delegates", filter=holding))
    found = {
        slug: list(cities.filter(event__slug=slug).order_by("position").values_list("taken", "rows"))
        for slug in (CITY_EXCHANGE_DAYS, SMART_CITY_WEEK)
    }
    assert found == {
        CITY_EXCHANGE_DAYS: [(many, many) for many in (2, 1, 2, 1, 1, 2, 1, 0, 0, 0, 0)],
        SMART_CITY_WEEK: [(1, 0), (1, 0)],
    }
    assert not Delegate.objects.filter(event__slug=SMART_CITY_WEEK).exists()


def test_invitations_have_focal_points_deadlines_and_paragraphs() -> None:
    invitation = Invitation.objects.get()
    assert (invitation.asks_reason, invitation.asks_endorsement, invitation.reminds) == (True, True, True)
    assert [bool(text) for text in (invitation.profile, invitation.costs, invitation.languages)] == [True] * 3
    assert [row.language for row in invitation.paragraphs.all()] == ["sr-Cyrl", "sr-Latn"]
    days = (date(2030, 3, 23), date(2030, 3, 25), date(2030, 3, 27))
    assert set(Delegation.objects.values_list("invited_at__date", "nominate_by", "confirm_by", "freeze_on")) == {
        (date(2030, 3, 14), *days)
    }
    assert Delegation.objects.filter(focal_point__isnull=True).count() == 0
    answered = Delegation.objects.filter(replied_at__isnull=False)
    assert Counter(answered.values_list("told", flat=True)) == {"mail": 5, "telephone": 2, "letter": 2}


def test_every_invited_has_a_letter_and_who_is_silent_a_reminder() -> None:
    rows = Delegation.objects.select_related("focal_point")
    assert [str(row) for row in rows if row.focal_point is None or row.letter_to != row.focal_point.email] == []
    assert set(rows.values_list("letter_at", flat=True)) == {datetime(2030, 3, 14, 23, 30, tzinfo=UTC)}
    reminded = {str(row): row.reminded_at for row in rows.filter(reminded_at__isnull=False)}
    assert reminded == {"Skopje": datetime(2030, 3, 18, 23, 30, tzinfo=UTC)}


def test_some_have_cars_and_rooms_and_a_checklist_says_what_is_missing() -> None:
    cars = [
        (str(car.day), str(car.driver), str(car.meeter or ""), sorted(str(leg.delegate) for leg in car.legs.all()))
        for car in Pickup.objects.all()
    ]
    assert cars == [
        ("2030-03-30", "Zvonko Špaljić", "Nives Žuvančić", ["Valmira Shkëmbaj", "Љубица Ђурђевац"]),
        ("2030-03-30", "Zvonko Špaljić", "", ["Стојан Видаковић-Томин"]),
        ("2030-04-03", "Zvonko Špaljić", "", ["Љубица Ђурђевац"]),
    ]
    assert Counter(Stay.objects.values_list("hotel__name", "kind")) == {
        ("Hotel Quarnero (fictional)", "single"): 5,
        ("Guest house of the harbour (fictional)", "twin"): 2,
    }
    shared = {(str(stay.delegate), str(stay.shares_with), stay.room) for stay in Stay.objects.exclude(shares_with=None)}
    assert shared == {
        ("Стојан Видаковић-Томин", "Admir Hadžidolović", "12"),
        ("Admir Hadžidolović", "Стојан Видаковић-Томин", "12"),
    }
    event = Event.objects.get(slug=CITY_EXCHANGE_DAYS)
    lines = read_checklist(event, today=FIRST_LOAD.date()).lines
    assert (len(lines), [str(line.row) for line in lines if line.is_complete]) == (14, ["Љубица Ђурђевац"])


def test_some_decisions_are_told_and_others_wait() -> None:
    told = Delegate.objects.exclude(told_state="").select_related("delegation__participation")
    assert Counter((str(row.delegation), row.state) for row in told if row.state == row.told_state) == {
        ("Belgrade", "accepted"): 2,
        ("Belgrade", "reserve"): 2,
        ("Osijek", "accepted"): 3,
        ("Osijek", "declined"): 1,
        ("Prishtina", "accepted"): 1,
        ("Sarajevo", "accepted"): 2,
    }
    event = Event.objects.get(slug=CITY_EXCHANGE_DAYS)
    waiting = untold(event, now=FIRST_LOAD).exclude(delegation=None)
    assert Counter((str(row.delegation), row.state) for row in waiting) == {
        ("Đakovo", "accepted"): 1,
        ("Podgorica", "accepted"): 1,
        ("Shkodër", "offered"): 1,
    }


def test_one_request_is_open_and_one_is_granted() -> None:
    facts = ("kind", "delegate__name", "name", "asked_by", "told", "state", "answer")
    assert list(ChangeRequest.objects.values_list(*facts)) == [
        ("substitute", "Valmira Shkëmbaj", "Agim Lisnaja", "Teuta Krasniqaj (fictional)", "mail", "open", ""),
        (
            "name", "Sanja Kulovac-Brod", "Sanja Kulovac-Brod", "Lejla Hrasničanin (fictional)", "telephone", "granted",
            "It is written so on the badge. (Fictional.)",
        ),
    ]  # fmt: skip
    assert [row.text.endswith("(Fictional.)") for row in ChangeRequest.objects.all()] == [True, True]


def test_city_sent_the_letter_that_confirms_its_names(shared_rows: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = shared_rows
    file = SupportingFile.objects.get()
    facts = (file.delegation, file.delegate, file.kind, file.file_name, file.media_type)
    assert facts == (of("Belgrade"), None, "endorsement", "confirmation-2030-03-20.pdf", "application/pdf")
    with open_whole(file.digest, file.file_name) as stored:
        said = closed_up(meant(stored.read()))
    assert [row.name for row in of("Belgrade").delegates.all() if closed_up(row.name) not in said] == []


def test_head_is_reached_through_an_assistant_too_and_the_card_keeps_the_own_contact() -> None:
    head = named("Љубица Ђурђевац")
    assert list(head.contacts.values_list("whose", "name", "email", "telephone")) == [
        ("own", "", "ljubica.durdevac@example.org", "+381 11 000 001"),
        ("assistant", "Смиља Орашац (fictional)", "deputy-mayors-office-belgrade@example.org", ""),
    ]
    own = DelegateContact.objects.filter(whose="own", delegate__person__isnull=False)
    last = PersonContact.objects.values_list("person", "email", "telephone")
    assert {*last} == {*own.values_list("delegate__person", "email", "telephone")}


def test_consents_are_given_one_by_one() -> None:
    agreed = Delegate.objects.filter(Q(shares_contact=True) | Q(shares_photograph=True))
    assert list(agreed.values_list("name", "shares_contact", "shares_photograph")) == [
        ("Љубица Ђурђевац", True, True),
        ("Valmira Shkëmbaj", False, True),
    ]


def test_one_is_told_of_changes_by_invitations() -> None:
    told = Delegate.objects.exclude(news_by="calendar").values_list("name", "news_by")
    assert list(told) == [("Љубица Ђурђевац", "invitations")]


def test_reserves_are_in_order_and_an_association_names_one_of_them_too() -> None:
    reserves = of("Belgrade").delegates.filter(state="reserve")
    assert [(row.name, row.rank) for row in reserves] == [("Ружица Пантелић-Шор", 3), ("Бранимир Ћосовац", 4)]
    twice = Delegate.objects.get(delegation__participation__organisation__short_name="NALAS")
    assert (twice.name, twice.person, twice.state) == (str(reserves[0].person), None, "proposed")


def test_substitute_has_the_seat_the_rank_and_the_groups_of_the_one_who_leaves() -> None:
    new, old = named("Admir Hadžidolović"), named("Nermina Ćehajić-Dol")
    assert (new.replaces, old.state, new.state, new.capacity, new.takes_seat, new.rank) == (
        old, "replaced", "accepted", "head", True, 1,
    )  # fmt: skip
    assert [group.name for group in new.groups.all()] == ["Hill bus"]


def test_offer_holds_the_seat_for_a_day_of_working_hours() -> None:
    offered = named("Drita Malësoraj")
    assert (offered.offered_until, of("Shkodër").participation.taken) == (datetime(2030, 3, 22, 19, 0, tzinfo=UTC), 1)
    assert [row.state for row in of("Shkodër").delegates.all()] == ["withdrawn", "offered"]


def test_who_takes_no_seat_comes_all_the_same() -> None:
    without = Delegate.objects.filter(state="accepted", takes_seat=False)
    assert {(row.name, row.capacity, row.delegation is None) for row in without} == {
        ("한서연", "facilitator", True),
        ("Edona Bregasi", "interpreter", True),
        ("Nives Žuvančić", "meeter", True),
        ("Zvonko Špaljić", "driver", True),
        ("Slavko Kopčinović", "driver", False),
    }


def test_mayor_and_councillor_share_a_mailbox_with_their_secretary() -> None:
    [shared] = DelegateContact.objects.values("email").annotate(many=Count("pk")).filter(many__gt=1)
    rows = DelegateContact.objects.filter(email=shared["email"])
    assert {(row.delegate.name, row.whose) for row in rows} == {
        ("Tvrtko Žganjerović", "assistant"),
        ("Jasenka Dvoržakova", "assistant"),
    }
    assert of("Osijek").focal_point == FocalPoint.objects.get(email=shared["email"])


def test_names_are_in_three_scripts() -> None:
    names = [*Delegate.objects.values_list("name", flat=True), *PersonName.objects.values_list("text", flat=True)]
    assert {name_of(letter).split()[0] for name in names for letter in name if letter.isalpha()} == {
        "LATIN", "CYRILLIC", "HANGUL",
    }  # fmt: skip


def test_everybody_is_marked_fictional() -> None:
    assert list(FocalPoint.objects.exclude(name__contains="(fictional)")) == []
    assert set(FocalPoint.objects.exclude(email__endswith="@example.org")) == set()
    assert set(DelegateContact.objects.exclude(email__endswith="@example.org")) == set()
    at_event = {row.person_id: row.position for row in Event.objects.get(slug=CITY_EXCHANGE_DAYS).appearances.all()}
    words = {str(row): (row.reason, at_event.get(row.person_id or 0, "")) for row in Delegate.objects.all()}
    assert [
        name
        for name, (reason, position) in words.items()
        if "(Fictional.)" not in reason and "(fictional)" not in position
    ] == []
    with_card = Delegate.objects.filter(person__isnull=False)
    assert [str(row) for row in with_card if "(fictional)" not in at_event.get(row.person_id or 0, "")] == []


def test_registrar_did_it_all_and_the_trail_says_how_it_was_told() -> None:
    moves = AuditEntry.objects.filter(content_type__app_label="participants", content_type__model="delegate")
    assert set(moves.values_list("actor__email", flat=True)) == {COLLEAGUES[RoleKind.REGISTRAR], None}
    assert [entry.object_repr for entry in moves.filter(actor=None)] == ["Андрија Љутичанин"]  # an offer ran out
    left = moves.filter(object_repr="Besnik Gurakolaj").order_by("pk").last()
    assert left
    assert (left.reason, left.told) == ("He is needed at home after the flood. (Fictional.)", "telephone")


def test_everybody_shows_the_number_of_those_who_come_and_no_name(client: Client) -> None:
    """Looked for are those who have no part in the agenda. A speaker is found, so others would be, too."""
    posts = [f"/news/{post.slug}/" for post in Post.objects.published()]
    assert [path for path in OF_THE_EVENT if "ArtaGjoka" not in read(client, path)] == []
    found = {(path, name) for path in (*OF_THE_EVENT, *OTHERS, *posts) for name in said(read(client, path))}
    assert found == set()
    assert sum(city.taken for city in view(CITY_EXCHANGE_DAYS, 2, PUBLIC).event.cities) == 10


def test_nobody_is_found_by_searching(client: Client) -> None:
    lists = [f"/api/v1/{rows}/" for rows in ("events", "items", "posts", "cities")]
    words = ("Đurđevac", "Ђурђевац", "Hadžidolović", "Trajčevska")
    assert {client.get(path, {"q": word}).json()["count"] for path in lists for word in words} == {0}
    assert client.get("/api/v1/items/", {"q": "Gjoka"}).json()["count"] > 0


def read(client: Client, path: str) -> str:
    """The text without spaces, which differ from one output to the other."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    content: bytes = answer.getvalue()
    text = meant(content) if path.endswith(".pdf") else unescape(content.decode().replace("\r\n ", ""))
    return closed_up(text)


def closed_up(text: str) -> str:
    return "".join(text.split())


def said(text: str) -> Iterator[str]:
    """Names of delegates, cards and focal points that stand in the text, apart from those who are in the agenda."""
    speaking = ItemPart.objects.filter(person__isnull=False).values("person")
    delegates = Delegate.objects.exclude(person__in=speaking)
    names = {*delegates.values_list("name", flat=True), *delegates.values_list("person__display_name", flat=True)}
    names |= {*delegates.values_list("person__names__text", flat=True)} - {None}
    names |= {name.removesuffix(" (fictional)") for name in FocalPoint.objects.values_list("name", flat=True)}
    return (name for name in names if name and closed_up(name) in text)
