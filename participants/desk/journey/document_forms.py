"""The forms by which the desk looks at documents for travel: for what one is looked at, and for whom a list is."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy

from participants.forms.documents import private_words
from participants.models import Delegate

Seen = TypeVar("Seen")


class PurposeForm(forms.Form):
    purpose = private_words(
        gettext_lazy("Purpose"),
        help_text=gettext_lazy("Such as “visa letter”. It is noted with your name, and the person may ask for it."),
    )

    def look(self, at: Callable[[], Seen]) -> Seen | None:
        """What is seen. If it is refused, the form gets an error, and there is nothing to see."""
        try:
            return at()
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None


class ListForm(PurposeForm):
    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("People"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose whose documents the list holds."),
            "invalid_choice": gettext_lazy("No document is kept any more of somebody whom you chose. Choose again."),
        },
    )
    recipient = private_words(
        gettext_lazy("For whom"), help_text=gettext_lazy("Such as the consulate of Korea in Zagreb.")
    )
    file = forms.ChoiceField(
        label=gettext_lazy("File"), choices=[("xlsx", gettext_lazy("Excel workbook")), ("csv", gettext_lazy("CSV"))]
    )
    field_order = ("people", "recipient", "purpose", "file")

    def __init__(self, *args: Any, people: Iterable[Delegate], **kwargs: Any) -> None:
        """`people` are those of whom a document is kept."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.choices = [(row.pk, row.name) for row in people]

    def boxes(self) -> dict[int, BoundWidget]:
        """The boxes to tick, by the key of the delegate."""
        field: Any = self.fields["people"]
        return dict(zip((key for key, _name in field.choices), self["people"].subwidgets, strict=True))
