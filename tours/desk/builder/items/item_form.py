"""The form of one item, in its row of the list or on a page of its own."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from tours.desk.builder.fields import (
    OPEN,
    ClockField,
    DocumentsField,
    LinksField,
    PeopleField,
    links_in_words,
    people_in_words,
)
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LanguageNameField
from tours.desk.forms.name_input import NameInput
from tours.desk.forms.refusals import show_refusal
from tours.importing.lines.clock import EVENING
from tours.importing.lines.values import NamedPart
from tours.labels import LEVELS, STATUSES, choices
from tours.models import AgendaItem, City, Document, Event, Group, KeptRows
from tours.models.agenda.items import ENDS_TOO_EARLY, ROW_KINDS, TIME_WITHOUT_DAY
from tours.models.fields import PLAUSIBLE_DAY
from tours.record.building.lists_there import documents_of, links_of
from tours.record.building.names import People, Places
from tours.record.building.one_item import change_item
from tours.record.items.references import DocumentNamed, PartNamed, PersonNamed, documents_for
from tours.record.items.writing import RefusedRows
from tours.uploads.kept_file_input import KeptFileInput
from tours.zones import validate_zone

PLAIN = (
    *("title", "room", "track", "kind", "status", "level", "groups", "capacity", "summary", "staff_note"),
    *("report", "language", "end_zone"),
)
TIMES = frozenset({"day", "start", "end", "next_day"})
NAMES = {"venue": "place", "parts": "people", "ends_on": "next_day"}
"""What facts are called in the form, where that is something else."""
WHILE_TYPING = {
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "next .understood",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
}
"""Asks for the names that may be meant."""
MODEL = forms.fields_for_model(AgendaItem, ["title", "room", "capacity", "summary", "staff_note", "report"])


def field_of(name: str, **facts: Any) -> Any:
    """The form field of an item's field, with its label, hint and checks."""
    field: Any = AgendaItem._meta.get_field(name)
    return field.formfield(**facts)


class GroupsField(forms.MultipleChoiceField):
    def offer(self, groups: Iterable[Group]) -> None:
        self.choices = [(str(group.uid), group.name) for group in groups]


class ItemForm(forms.Form):
    """Bound to an item of `item_to_change`, which it changes only where something was typed."""

    title = MODEL["title"]
    day = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        validators=PLAUSIBLE_DAY,
        widget=day_input(),
        help_text=gettext_lazy("Left empty, and without times, the item waits in the tray: readers do not see it."),
    )
    start = ClockField(label=gettext_lazy("Starts"), help_text=gettext_lazy("Such as 9:30, 9.30 am or 0930."))
    end = ClockField(label=gettext_lazy("Ends"))
    next_day = forms.BooleanField(label=gettext_lazy("Ends the next day"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "A place that is not known yet is added. If it is not in the host city, write its city after a comma."
        ),
        widget=forms.TextInput(attrs={"list": "places"}),
    )
    room = MODEL["room"]
    track = forms.CharField(
        label=gettext_lazy("Track"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "tracks"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ROW_KINDS)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=choices(STATUSES))
    level = forms.ChoiceField(label=gettext_lazy("For whom"), choices=choices(LEVELS))
    groups = GroupsField(
        label=gettext_lazy("Groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Shows an item for delegates only to these groups."),
    )
    capacity = MODEL["capacity"]
    summary = MODEL["summary"]
    staff_note = MODEL["staff_note"]
    report = MODEL["report"]
    people = PeopleField(
        label=gettext_lazy("Speakers and people on duty"),
        help_text=gettext_lazy(
            "One a line, with the role after a comma: “Ana Horvat, moderator”. A surname is enough for somebody who is known. "
            "Write (TBC) behind whoever has not confirmed."
        ),
    )

    links = LinksField(
        label=gettext_lazy("Links"),
        help_text=gettext_lazy(
            "One a line: its title, and its address. Write (Delegates) or (Staff) behind it if it is not for everyone."
        ),
    )
    documents = DocumentsField(
        label=gettext_lazy("Documents"), help_text=gettext_lazy("Those of the event that belong to the item.")
    )
    file = forms.FileField(
        label=gettext_lazy("Upload a document"),
        required=False,
        widget=KeptFileInput,
        help_text=gettext_lazy("It becomes one of the event, and belongs to this item."),
    )
    file_title = forms.CharField(
        label=gettext_lazy("Name of the document"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, it has the name of the file."),
    )
    file_level = forms.ChoiceField(
        label=gettext_lazy("Who gets the document"),
        choices=[("", gettext_lazy("As the item")), *choices(LEVELS)],
        required=False,
    )
    language = field_of(
        "language",
        form_class=LanguageNameField,
        help_text=gettext_lazy("Only if it differs from the language of the event."),
    )
    end_zone = forms.CharField(
        label=gettext_lazy("Ends in another time zone"),
        max_length=64,
        required=False,
        validators=[validate_zone],
        widget=NameInput(()),
        help_text=gettext_lazy("For a flight, such as Europe/Zagreb."),
    )

    step: KeptRows | None = None

    def __init__(self, data: Any = None, files: Any = None, *, item: AgendaItem, user: User) -> None:
        self.item, self.user = item, user
        super().__init__(data, files, initial=_initial(item), auto_id=f"id_{item.uid}_%s")
        groups: Any = self.fields["groups"]
        if vars(item)["event_has_groups"]:
            groups.offer(item.event.groups.all())
        else:
            del self.fields["groups"]
        documents: Any = self.fields["documents"]
        if vars(item)["event_has_documents"] or self.initial["documents"]:
            documents.offer(lambda: documents_for(item.event), there=self.initial["documents"])
        else:
            del self.fields["documents"]
        offers = reverse("tours:desk_understood", args=[item.event.uid])
        self.fields["people"].widget.attrs |= WHILE_TYPING | {"hx-post": offers}
        self.fields["end_zone"].widget.names = lambda: _zones(item.event)  # asked when drawn
        for name in ("summary", "staff_note", "report"):
            self.fields[name].widget.attrs["rows"] = 3

    def clean(self) -> dict[str, Any]:
        """Understands 22:30 to 00:45 as past midnight."""
        cleaned = self.cleaned_data
        if cleaned.get("file_title") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", gettext("Choose the file that has this name."))
        refuse_times_without_day(self)
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start and not cleaned.get("next_day") and not cleaned.get("end_zone"):
            if start.hour < EVENING:
                self.add_error("end", ENDS_TOO_EARLY)
            cleaned["next_day"] = True
        return cleaned

    def save(self) -> bool:
        """Writes what was typed. If it is refused, the form gets an error. Where no `step` was written, the transaction is to be
        rolled back.
        """
        try:
            self.step = change_item(self.item, self._facts(), by=self.user)
        except RefusedRows as refusal:
            show_refusal(self, refusal.errors[0], NAMES)
        except ValidationError as refusal:
            show_refusal(self, refusal, NAMES)
        return not self.errors

    def _facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        changed = {*self.changed_data, *(["next_day"] if cleaned["next_day"] != self.initial["next_day"] else [])}
        facts = {name: cleaned[name] for name in PLAIN if name in changed}
        if changed & TIMES:
            facts |= {name: cleaned[name] for name in ("day", "start", "end")}
            facts["ends_on"] = self._ends_on(cleaned["day"], ends_next_day=cleaned["next_day"])
        if "place" in changed:
            room, facts["venue"] = Places(self.item.event, [(cleaned["room"], cleaned["place"])]).named(
                cleaned["room"], cleaned["place"]
            )
            facts |= {"room": room} if room != self.item.room else {}
        if "people" in changed:
            facts["parts"] = self._parts(cleaned["people"])
        if "links" in changed:
            facts["links"] = cleaned["links"]
        if changed & {"documents", "file"}:
            facts["documents"] = self._documents()
        return facts

    def _documents(self) -> list[DocumentNamed]:
        named = [DocumentNamed(int(key)) for key in self.cleaned_data.get("documents", ())]
        file = self.cleaned_data["file"]
        if not file:
            return named
        event, title = self.item.event, self.cleaned_data["file_title"] or PurePath(file.name).stem
        level = self.cleaned_data["file_level"] or self.cleaned_data["level"]
        made = Document(event=event, title=title, file=file, level=level, language=self.item.language or event.language)
        return [*named, DocumentNamed(made=made)]

    def _ends_on(self, day: date | None, *, ends_next_day: bool) -> date | None:
        """An item of several days keeps how many they are."""
        if day is None:
            return None
        days = (self.item.ends_on - self.item.day).days if self.item.ends_on and self.item.day else 0
        if days > 1 or (days and not self.cleaned_data["end"]):
            return day + timedelta(days=days) if ends_next_day else None
        return day + timedelta(days=1) if ends_next_day else None

    def _parts(self, named: list[NamedPart]) -> list[PartNamed]:
        """Whoever had a part in the item is known by the name that stands there."""
        there = {
            part.person.display_name: PersonNamed(part.person.uid) for part in self.item.parts.all() if part.person
        }
        people = People(self.item.event, [part.name for part in named if part.name not in {OPEN, *there}], self.user)
        found = ((part, self._person(part.name, people, there)) for part in named)
        return [PartNamed(part.role, person, not part.is_tentative if person else None) for part, person in found]

    def _person(self, name: str, people: People, there: dict[str, PersonNamed]) -> PersonNamed | None:
        return None if name == OPEN else there.get(name) or people.named(name)


def _zones(event: Event) -> list[str]:
    """The time zones of the cities that take part. One query."""
    zones = City.objects.filter(participations__event=event).exclude(zone=event.zone)
    return list(zones.order_by("zone").values_list("zone", flat=True).distinct())


def refuse_times_without_day(form: forms.Form) -> None:
    """Adds an error where times were typed and no day."""
    cleaned = form.cleaned_data
    if "day" in cleaned and cleaned["day"] is None and any(map(cleaned.get, ("start", "end", "next_day"))):
        form.add_error("day", TIME_WITHOUT_DAY)


def _initial(item: AgendaItem) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in PLAIN if name not in {"groups", "track"}},
        "day": item.day,
        "start": item.start,
        "end": item.end,
        "next_day": bool(item.ends_on and item.day and item.ends_on > item.day),
        "place": item.venue.name if item.venue else "",
        "track": item.track.name if item.track else "",
        "groups": [str(group.uid) for group in item.groups.all()],
        "people": people_in_words(item.parts.all()),
        "links": links_in_words(links_of(item)),
        "documents": [str(key) for key in documents_of(item)],
    }
