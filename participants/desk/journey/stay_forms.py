"""The forms by which rooms are given and changed."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backstage.row_keys import BoxesField
from participants.forms.fields import field_of
from participants.models import Delegate, Stay
from participants.travel.coming import coming_to
from participants.travel.rooms.hotels import hotel_called, hotels_known
from tours.desk.forms.day_input import day_input
from tours.desk.forms.name_input import NameInput
from tours.models import Event, Venue


class StayForm(forms.Form):
    """What a stay says. The hotel is found by its name, or made: in the city of the event unless another is named."""

    hotel = forms.CharField(
        label=gettext_lazy("Hotel"),
        max_length=200,
        help_text=gettext_lazy(
            "A hotel that is not known yet is added to the venues. If it is not in the host city, write its city after a comma."
        ),
    )
    arrives_on = field_of(Stay, "arrives_on", widget=day_input())
    leaves_on = field_of(Stay, "leaves_on", widget=day_input())
    kind = field_of(Stay, "kind")
    pays = field_of(Stay, "pays")
    field_order = (
        "rows",
        "delegate",
        "hotel",
        "room",
        "kind",
        "arrives_on",
        "leaves_on",
        "shares_with",
        "pays",
        "note",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["hotel"].widget = NameInput(hotels_known(event))

    def clean_hotel(self) -> Venue:
        try:
            return hotel_called(self.cleaned_data["hotel"], self.event)
        except ValidationError as refusal:
            raise ValidationError(refusal.messages) from refusal


class GiveForm(StayForm):
    """Rooms for several at once."""

    rows = BoxesField(
        Delegate.objects.none(),
        label=gettext_lazy("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one name.")},
    )

    def __init__(self, *args: Any, without: Iterable[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [row.pk for row in without]
        rows: Any = self.fields["rows"]
        rows.queryset = coming_to(self.event).filter(pk__in=keys)
        rows.label_from_instance = named
        self.initial = {"arrives_on": self.event.starts, "leaves_on": self.event.ends, **self.initial}
        self.order_fields(self.field_order)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in StayForm.base_fields}


class ChangeForm(StayForm):
    """One stay. It may go to somebody else who comes, such as to a deputy."""

    delegate = forms.ModelChoiceField(
        Delegate.objects.none(),
        label=gettext_lazy("For whom"),
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose somebody who comes.")},
    )
    room = field_of(Stay, "room")
    note = field_of(Stay, "note")
    shares_with = forms.ModelChoiceField(
        Delegate.objects.none(),
        label=gettext_lazy("Shares with"),
        required=False,
        empty_label=gettext_lazy("Nobody"),
        error_messages={"invalid_choice": gettext_lazy("Choose somebody who has a room for these nights.")},
    )

    def __init__(self, *args: Any, stay: Stay, **kwargs: Any) -> None:
        super().__init__(*args, event=stay.delegate.event, **kwargs)
        self.initial = {name: getattr(stay, name) for name in self.base_fields}
        self.initial["hotel"] = called(stay.hotel, self.event)
        self.initial |= {"shares_with": stay.shares_with_id, "delegate": stay.delegate_id}
        guests: Any = self.fields["delegate"]
        here = Q(pk=stay.delegate_id) | Q(pk__in=coming_to(self.event).order_by().values("pk"))
        guests.queryset = Delegate.objects.filter(here).select_related("person").order_by("name", "pk")
        neighbours: Any = self.fields["shares_with"]
        housed = Delegate.objects.filter(event=self.event, stays__isnull=False).exclude(pk=stay.delegate_id)
        neighbours.queryset = housed.select_related("person").distinct().order_by("name", "pk")
        guests.label_from_instance = neighbours.label_from_instance = attrgetter("display_name")
        self.order_fields(self.field_order)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields}


def called(venue: Venue, event: Event) -> str:
    """The hotel as the form takes it: `Hotel Lotte`, or `Hotel Lotte, Busan` in another city than the event's."""
    return venue.name if venue.city_id == event.host_city_id else f"{venue.name}, {venue.city.name}"


def named(row: Delegate) -> str:
    return (
        _("%(name)s (%(body)s)") % {"name": row.display_name, "body": row.delegation}
        if row.delegation
        else row.display_name
    )
