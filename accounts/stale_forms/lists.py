"""Rows that are edited in their list: each goes along with what was shown, so that no colleague's change is taken back."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class ListedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A field that nobody typed in keeps what is stored; where two typed, the second is told of the first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != self._meta.model._meta.pk.name

    @property
    def is_gone(self) -> bool:
        """Whether a colleague deleted the row: then there is nothing to save, and nothing to correct."""
        return self.is_bound and self.instance._state.adding

    def full_clean(self) -> None:
        if self.is_gone:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        else:
            super().full_clean()

    def has_changed(self) -> bool:
        return not self.is_gone and super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in [name for name in self.fields if self._is_stored_anew(name)]:
            if name in self.changed_data:
                self._tell(name)
            elif name in self.cleaned_data:
                self.cleaned_data[name] = self.initial[name]
        return cleaned

    def _is_stored_anew(self, name: str) -> bool:
        shown = self.data.get(self[name].html_initial_name)
        return shown is not None and self.fields[name].has_changed(self.initial.get(name), shown)

    def _tell(self, name: str) -> None:
        """Saved a second time, it is saved knowingly."""
        now = self.initial.get(name)
        self.add_error(name, _("A colleague has set it to “%(value)s” meanwhile.") % {"value": now})
        data: Any = self.data
        self.data = data = data.copy()
        data[self[name].html_initial_name] = str(now)


def tell_of_gone_rows(admin: "ModelAdmin[Any]", request: HttpRequest) -> None:
    """Says of a list that was sent how many of its rows a colleague deleted meanwhile."""
    key = re.compile(rf"form-[0-9]+-{admin.opts.pk.name}")
    sent = {value for name, value in request.POST.items() if key.fullmatch(name) and str(value).isdecimal()}
    if gone := len(sent) - admin.get_queryset(request).filter(pk__in=sent).count():
        words = ngettext(
            "%(count)d row of this list was deleted meanwhile.",
            "%(count)d rows of this list were deleted meanwhile.",
            gone,
        )
        messages.warning(request, words % {"count": gone})
