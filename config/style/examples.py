"""Example values for the components on the style page. None of them comes from the database."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django import forms
from django.templatetags.static import static

from backstage.lists import ChosenFilter, page_of
from backstage.text.search_keys import asked_keys
from config.style.example_event import EVENT, SEOUL, SPEAKER, SUMMARY, agenda_view
from tours.addresses import subscribe_address
from tours.agenda.changes.comparing import ChangeKind, Detail
from tours.agenda.changes.history import Before
from tours.agenda.changes.marks import Mark, Was
from tours.agenda.facts import (
    Place,
)
from tours.checks.checking import by_weight
from tours.checks.findings import Code, Finding
from tours.desk.forms.name_input import NameInput
from tours.labels import EVENT_KINDS, choices
from tours.models.editions.published import EventPhase
from tours.pages.event_lists.filters import SuggestedInput, Suggestion
from tours.pictures.shown import ShownPicture
from tours.vocabulary import EventKind, EventState, PersonRole, Status

FINDINGS = [
    Finding(code=Code.REDACTED, words="What was redacted stands here again."),
    Finding(code=Code.PLACE, words="“Opening” and “Lunch” are at the same place at once."),
    Finding(code=Code.NO_PLACE, words="“Dinner” has no place."),
]
ADDRESS = "https://example.org/news/cities-meet/"


class ExampleFilters(forms.Form):
    q = forms.CharField(label="Search words", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), *choices(EVENT_KINDS)])
    year = forms.IntegerField(label="Year", required=False)
    city = forms.CharField(
        label="City",
        required=False,
        widget=SuggestedInput([Suggestion("Seoul", 2), Suggestion("Rijeka", 1)], "", {"list": "example-cities"}),
    )


class ExampleForm(forms.Form):
    email = forms.EmailField(label="E-mail address", help_text="Where you read mail abroad.")
    phone = forms.CharField(label="Telephone", required=False)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("mon", "Monday"), ("tue", "Tuesday")], widget=forms.CheckboxSelectMultiple
    )
    city = forms.CharField(label="City", required=False, widget=NameInput(["Seoul, Republic of Korea"]))


def examples() -> dict[str, Any]:
    """The context of the style page, with the values that pages of the site would give each component."""
    return {**_tags(), **_of_events(), **_of_lists(), **_of_readers()}


def _tags() -> dict[str, Any]:
    return {
        "tones": ["", "good", "info", "notice", "alert"],
        "note_tones": ["info", "notice", "alert"],
        "standings": [(EventState.PLANNED, phase) for phase in EventPhase]
        + [(EventState.POSTPONED, EventPhase.UPCOMING), (EventState.CANCELLED, EventPhase.UPCOMING)],
        "change_kinds": list(ChangeKind),
        "uncompared": [{"number": 2, "before": before, "changes": ()} for before in Before],
        "details": [
            Detail(label="Place", before="Room 2, Conference hall", after="Main hall, Conference hall"),
            Detail(label="Report", before="", after="Two cities will share their data."),
            Detail(label="Language", before="Korean", after=""),
        ],
        "changed": [Mark(kind, 2, (Was("Room 2"),), ("People",)) for kind in ChangeKind],
        "weighed": by_weight(FINDINGS),
        "picture": _picture(),
    }


def _picture() -> ShownPicture:
    """One of the site's own icons, as there is no picture without a database."""
    return ShownPicture(
        address=static("icons/tour-192.png"),
        sources="",
        sizes="",
        width=192,
        height=192,
        alternative="The icon of a tour on a telephone",
        caption="What a page says of a picture.",
        credit="The office",
    )


def _of_events() -> dict[str, Any]:
    view = agenda_view()
    return {
        "view": view,
        "event": view.event,
        "desk_event": _desk_event(),
        "events": _events(),
        "webcal_url": subscribe_address("https://example.org", EVENT.slug),
    }


def _of_lists() -> dict[str, Any]:
    return {
        "form": ExampleFilters({"q": "seoul", "kind": EventKind.STUDY_TOUR, "year": "2030"}),
        "wrong_form": ExampleForm({"email": "maja", "days": ["mon"]}, auto_id="example_%s"),
        "chosen": [
            ChosenFilter("q", "Search words", "seoul", problem="", others="?year=2030"),
            ChosenFilter("year", "Year", "2030", problem="", others="?q=seoul"),
        ],
        "page": page_of(range(60), "2", 20, filters={"q": "seoul"}),
        "search_group": _search_group(),
        "search_keys": asked_keys("belg"),
        "audit_line": _audit_line(),
    }


def _of_readers() -> dict[str, Any]:
    return {
        "posts": _posts(),
        "components": [
            {
                "title": "Learning",
                "text": "From one another.",
                "parts": [{"title": "Study tours"}, {"title": "Dialogues"}],
            },
            {"title": "Action plans", "text": ""},
        ],
        "testimonials": [
            {"text": "We saw how it is done.", "language": "en", "name": "Скопје", "position": "a city"},
            {"text": "It changed our plans.", "language": "en", "is_unattributed": True},
        ],
        "sessions": [_session()],
        "found_place": Place(name="Exhibition hall", city="Seoul", local_name="전시장", point=SEOUL.point),
        "address": ADDRESS,
    }


def _session() -> SimpleNamespace:
    item = SimpleNamespace(uid=UUID(int=1), title="Opening", status=Status.CONFIRMED, day=EVENT.starts)
    part = {"role": PersonRole.SPEAKER, "is_confirmed": False, "name": SPEAKER.name, "get_absolute_url": "/cities/"}
    return SimpleNamespace(item=item, parts=[SimpleNamespace(**part)])


def _desk_event() -> SimpleNamespace:
    return SimpleNamespace(
        uid=UUID(int=0),
        title=EVENT.title,
        language=EVENT.language,
        state=EventState.PLANNED,
        version=3,
        is_edited=True,
        items_count=14,
        tentative=2,
        waiting=1,
        open_parts=1,
        changes_facts=True,
        edits_agenda=True,
        registers=True,
    )


def _events() -> list[SimpleNamespace]:
    """Events like the rows of the projection."""
    facts = {
        "slug": EVENT.slug,
        "starts": EVENT.starts,
        "ends": EVENT.ends,
        "kind": EVENT.kind,
        "summary": SUMMARY,
        "language": "en",
    }
    place = {"host_city_name": SEOUL.name, "country_name": SEOUL.country.printed}
    return [
        SimpleNamespace(title="Week of cities", state=EventState.PLANNED, phase=EventPhase.UPCOMING, **facts, **place),
        SimpleNamespace(title="Days of cities", state=EventState.CANCELLED, phase=EventPhase.PAST, **facts, **place),
    ]


def _posts() -> list[SimpleNamespace]:
    facts = {"language": "en", "published_on": date(2030, 8, 1), "get_absolute_url": "/news/"}
    return [
        SimpleNamespace(title="Cities meet", summary=SUMMARY, **facts),
        SimpleNamespace(title="No summary", **facts),
    ]


def _search_group() -> dict[str, Any]:
    result = {"title": "Belgrade (Београд)", "address": "/events/", "aside": "Serbia", "about": [], "language": "und"}
    return {
        "name": "found-cities",
        "heading": "Cities",
        "results": [result],
        "total": 12,
        "link_to_all": "All 12 cities",
        "address_of_all": "/events/",
    }


def _audit_line() -> dict[str, Any]:
    changes = [
        {"label": "Venue", "before": "KINTEX, Goyang", "after": "COEX, Seoul"},
        {"label": "Status", "before": "", "after": "Confirmed"},
    ]
    facts = {"who": "Maja", "token": "Website", "kind": "agenda item", "action": "changed", "name": "Opening"}
    described = facts | {"changes": changes, "was_there_before": True, "is_there_after": True}
    return {"described": described, "event": SimpleNamespace(uid=EVENT.uid, title="Week of cities")}
