"""The forms of the site's texts, where a kind needs more than its model's fields."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LANGUAGE_HINT, LanguageNameField
from tours.models import Document, Organisation, Phase, PhaseComponent, Programme, ProgrammeOrganisation
from tours.role_powers import Power
from tours.uploads.kept_file_input import KeptFileInput

MARKDOWN_HINT = gettext_lazy("Markdown: ### begins a heading, - an item of a list, and a blank line a new paragraph.")
HINTS = {"language": LANGUAGE_HINT, "philosophy": MARKDOWN_HINT, "aim": MARKDOWN_HINT}


class TextForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """`user` chooses among rows that they may change."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = day_input()
        for name in HINTS.keys() & self.fields.keys():
            self.fields[name].help_text = HINTS[name]

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows


class OfProgrammeForm(TextForm):
    """A row of a programme stays there. A new one is of the programme that the user may change; if of several, they choose."""

    programmes: ClassVar[Any] = staticmethod(Programme.objects.editable_by)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["programme"]
            return
        mine = self.programmes(self.user).order_by("-is_own", "name")
        self.offer("programme", mine)
        self.fields["programme"].required = True
        self.initial.setdefault("programme", mine.first())


class BrochureForm(OfProgrammeForm):
    programmes = staticmethod(lambda user: Programme.objects.allowing(user, Power.POSTS, Power.EVENT))

    class Meta:
        model = Document
        fields = ("programme", "title", "file", "language", "level", "position")
        field_classes: ClassVar[dict[str, Any]] = {"language": LanguageNameField}
        widgets: ClassVar[dict[str, Any]] = {"file": KeptFileInput}


class PartnerForm(OfProgrammeForm):
    called = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=300, help_text=gettext_lazy("Its name or short name.")
    )
    is_new = forms.BooleanField(label=gettext_lazy("Add it, if it is not known yet"), required=False)

    class Meta:
        model = ProgrammeOrganisation
        fields = ("programme", "role", "text", "position")
        help_texts = {"text": gettext_lazy("What it does for the programme, as the Partners page prints it.")}

    field_order = ("programme", "called", "is_new")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["called"] = self.instance.organisation.name

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if name := self.cleaned_data.get("called"):
            try:
                self.instance.organisation = self._organisation(" ".join(name.split()))
            except ValidationError as refusal:
                self.add_error("called", refusal)
        return cleaned

    def _organisation(self, name: str) -> Organisation:
        known = Organisation.objects.visible_to(self.user)
        found = known.filter(name__iexact=name).first() or known.filter(short_name__iexact=name).first()
        if found:
            return found
        if not self.cleaned_data.get("is_new"):
            raise ValidationError(
                _("There is no organisation with this name. Check it, or tick the box below to add it.")
            )
        made = Organisation(name=name)
        made.full_clean()
        return made


class ComponentForm(TextForm):
    class Meta:
        model = PhaseComponent
        fields = ("phase", "parent", "title", "text", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phases = Phase.objects.editable_by(self.user)
        self.offer("phase", phases)
        self.offer("parent", PhaseComponent.objects.filter(phase__in=phases.order_by()).exclude(pk=self.instance.pk))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        above = self.cleaned_data.get("parent")
        if above and above.phase != self.cleaned_data.get("phase"):
            self.add_error("parent", _("Choose a component of the same phase."))
        seen: set[int] = set()
        while above and above.pk not in seen:
            seen.add(above.pk)
            above = above.parent
            if above and above == self.instance:
                self.add_error("parent", _("Components cannot be parts of one another in a circle."))
                break
        return cleaned
