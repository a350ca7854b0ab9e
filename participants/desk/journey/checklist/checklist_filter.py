"""The filter of the checklist: who lacks what, and of which delegation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.travel.checklist.checking import THINGS
from participants.travel.checklist.reading import ANYTHING, NO_DELEGATION, Checked


class ChecklistFilter(forms.Form):
    """Delegations to choose from are those of which somebody comes."""

    missing = forms.ChoiceField(label=gettext_lazy("Lacks"), required=False)
    delegation = forms.TypedChoiceField(label=gettext_lazy("Delegation"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, read: Checked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        things = [(thing.value, THINGS[thing]) for thing in read.things]
        fields["missing"].choices = [("", _("All people")), (ANYTHING, _("Anything")), *things]
        bodies = {
            line.row.delegation_id or NO_DELEGATION: line.body or _("Without a delegation") for line in read.lines
        }
        fields["delegation"].choices = [("", _("All")), *bodies.items()]

    @property
    def is_in_use(self) -> bool:
        return any(value not in ("", None) for value in self.cleaned_data.values())

    def narrow(self, read: Checked) -> Checked:
        facts = self.cleaned_data
        return read.narrowed(missing=facts["missing"], delegation=facts["delegation"])


def narrowed(read: Checked, query: QueryDict) -> Checked:
    """The rows that the filter in the query asks for. Raises ValidationError for a filter that does not exist."""
    form = ChecklistFilter(query, read=read)
    if not form.is_valid():
        raise ValidationError(_("This filter is not known. Choose it on the page of the checklist."))
    return form.narrow(read)
