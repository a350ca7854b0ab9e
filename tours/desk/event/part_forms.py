"""The forms of the parts of an event. Each is made with its `part`, and gives it back `filled`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelForm, modelform_factory
from django.utils.translation import gettext_lazy as _

from tours.desk.forms.city_form import CityForm
from tours.desk.forms.languages import language_choices
from tours.desk.forms.name_input import NameInput
from tours.models import Document, EventOrganisation, Organisation, ParticipatingCity, PracticalNote
from tours.record.organisations import find_or_make_organisation
from tours.uploads.kept_file_input import KeptFileInput

MARKDOWN = _(
    "A blank line begins a paragraph, “- ” an entry of a list. **Words** become bold, and [words](https://…) a link. Page and"
    " PDF show the same."
)
MOST_OFFERED = 300
"""The most organisations that are offered while one is typed. All others are found by their name."""


class PartForm(ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    def __init__(self, data: Any, files: Any, *, part: Any) -> None:
        super().__init__(data, files, instance=part)

    def filled(self) -> Any:
        return self.instance


def plain_form(model: Any, *fields: str) -> type[PartForm]:
    """The form of a part that is nothing but its fields."""
    made: Any = modelform_factory(model, form=PartForm, fields=fields)
    return made  # type: ignore[no-any-return]  # the stubs forget the form it is made of


class NoteForm(PartForm):
    class Meta:
        model = PracticalNote
        fields = ("heading", "body", "level")
        help_texts = {"body": MARKDOWN}


class DocumentForm(PartForm):
    language = forms.ChoiceField(label=_("Language"))

    class Meta:
        model = Document
        fields = ("title", "file", "language", "level")
        widgets = {"file": KeptFileInput}

    def __init__(self, data: Any, files: Any, *, part: Document) -> None:
        super().__init__(data, files, part=part)
        field: Any = self.fields["language"]
        field.choices = language_choices(self.instance.language)


class OrganisationField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Organisation"), max_length=200, **kwargs)

    def offer(self) -> None:
        """Suggests those that have a role at some event. One query."""
        used = EventOrganisation.objects.order_by().values("organisation")
        names = Organisation.objects.filter(pk__in=used).order_by("name").values_list("name", flat=True)
        self.widget = NameInput(names[:MOST_OFFERED])


class OrganisationForm(forms.Form):
    organisation = OrganisationField(help_text=_("Type its name. If it is new here, it is made."))
    role = EventOrganisation._meta.get_field("role").formfield()

    def __init__(self, data: Any, files: Any, *, part: EventOrganisation) -> None:
        named = {"organisation": part.organisation.name, "role": part.role} if part.pk else {}
        super().__init__(data, files, initial=named)
        self.part = part
        field: Any = self.fields["organisation"]
        field.offer()

    def filled(self) -> EventOrganisation:
        """Raises ValidationError."""
        self.part.organisation = find_or_make_organisation(self.cleaned_data["organisation"])
        self.part.role = self.cleaned_data["role"]
        return self.part


class ParticipantForm(CityForm):
    """The form of a city with its seats, or of an organisation in its place. If it is there already, only the seats are
    changed.
    """

    organisation = OrganisationField(required=False, help_text=_("Only if an organisation takes the place of a city."))
    seats = ParticipatingCity._meta.get_field("seats").formfield()
    field_order = ("city", "country", "city_zone", "city_point", "organisation", "seats")

    def __init__(self, data: Any, files: Any, *, part: ParticipatingCity) -> None:
        super().__init__(data, files, initial={"seats": part.seats})
        self.part = part
        fields: dict[str, Any] = self.fields
        fields["city"].required = False
        fields["organisation"].offer()
        if part.pk:
            self.fields = {"seats": fields["seats"]}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        typed = [name for name in ("city", "organisation") if self.cleaned_data.get(name)]
        if not self.part.pk and len(typed) != 1:
            raise ValidationError(_("Type either a city or an organisation."))
        return cleaned

    def filled(self) -> ParticipatingCity:
        """Raises ValidationError."""
        if not self.part.pk:
            if self.cleaned_data["city"]:
                self.part.city = self.chosen_city()
            else:
                self.part.organisation = find_or_make_organisation(self.cleaned_data["organisation"])
        self.part.seats = self.cleaned_data["seats"]
        return self.part
