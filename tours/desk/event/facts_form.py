"""The form of an event's own facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backstage.row_keys import BoxesField
from tours.desk.event.part_forms import MARKDOWN
from tours.desk.forms.city_form import CityForm
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import language_choices
from tours.models import Event, Theme, Tier
from tours.record.cities import in_words

PLAIN = (
    "title",
    "slug",
    "kind",
    "starts",
    "ends",
    "zone",
    "summary",
    "language",
    "conditions",
    "organised",
    "url",
    "places",
    "access",
    "state",
    "tells_of_participants_items",
)
"""The fields that a form has as the event's row has them."""


def field_of(name: str, **facts: Any) -> Any:
    """The form field of an event's field, with its label, hint and checks."""
    field: Any = Event._meta.get_field(name)
    return field.formfield(**facts)


class FactsForm(CityForm):
    title = field_of("title")
    slug = field_of("slug")
    kind = field_of("kind")
    starts = field_of("starts", widget=day_input())
    ends = field_of("ends", widget=day_input())
    zone = field_of("zone", help_text=_("Follows the city, unless another one is chosen."))
    summary = field_of("summary", widget=forms.Textarea(attrs={"rows": 4}))
    language = forms.ChoiceField(label=_("Language of the agenda"))
    organised = field_of("organised")
    themes = BoxesField(Theme.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    tier = forms.ModelChoiceField(Tier.objects.none(), label=_("Tier of learning"), required=False)
    conditions = field_of("conditions", help_text=MARKDOWN)
    url = field_of("url")
    places = field_of("places")
    access = field_of("access", help_text=_("An event for participants is shown to nobody else."))
    state = field_of(
        "state",
        help_text=_("An event that is cancelled or postponed keeps its page, which says so from the next version on."),
    )
    tells_of_participants_items = field_of("tells_of_participants_items")
    field_order = (
        "title",
        "kind",
        "starts",
        "ends",
        "city",
        "country",
        "city_zone",
        "city_point",
        "zone",
        "summary",
        "language",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(event), **kwargs)
        self.event = event
        fields: dict[str, Any] = self.fields
        fields["language"].choices = language_choices(event.language)
        fields["themes"].queryset = event.programme.themes.all()
        fields["tier"].queryset = event.programme.tiers.all()
        if event.was_published:  # type: ignore[attr-defined]  # read `with_standing`
            del self.fields["slug"]  # people have the address on paper and in their calendars
        if not event.programme.themes.exists():
            del self.fields["themes"]

    def facts(self) -> dict[str, Any]:
        """The facts as `change_event` takes them. Makes a city that is new. Raises ValidationError."""
        typed, city = self.cleaned_data, self.chosen_city()
        facts = {name: typed[name] for name in PLAIN if name in typed}
        if city.pk != self.event.host_city_id and "zone" not in self.changed_data:
            facts["zone"] = city.zone
        facts |= {"host_city": city.slug, "tier": typed["tier"].name if typed["tier"] else None}
        return facts | {"themes": [theme.slug for theme in typed.get("themes", ())]}


def _initial(event: Event) -> dict[str, Any]:
    plain = {name: getattr(event, name) for name in PLAIN}
    themes = [theme.pk for theme in event.themes.all()]
    return plain | {"city": in_words(event.host_city), "tier": event.tier_id, "themes": themes}
