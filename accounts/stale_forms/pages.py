"""The administration's pages refuse an old form: it shows what both have typed, and saves nothing."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.stale_forms.merging import Merge, refusal
from accounts.stale_forms.tags import NAME, TagField, read_tag, tag_of, written

MESSAGES = "_changed_meanwhile"
"""The attribute of a request in which its refusal waits for the form."""


class TaggedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    row_tag = TagField(required=False, widget=forms.HiddenInput)
    messages: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.messages:
            raise ValidationError(list(self.messages), code="stale")
        return cleaned


def tagged(form: type[forms.ModelForm[Any]], request: HttpRequest) -> type[forms.ModelForm[Any]]:
    """The form with the field of its tag. It is refused where the request was sent from an old one."""
    return type(form.__name__, (TaggedForm, form), {"messages": getattr(request, MESSAGES, ())})


def is_refused(request: HttpRequest) -> bool:
    return hasattr(request, MESSAGES)


def give_tag(context: dict[str, Any]) -> None:
    """Writes the tag into the form of a page that is shown for the first time. Costs no query."""
    form = context["adminform"].form
    if NAME in form.fields and not form.is_bound:
        inlines = context["inline_admin_formsets"]
        formsets = [inline.formset for inline in inlines if inline.has_change_permission]
        form.initial[NAME] = written(tag_of(form, formsets))


def bring_up_to_date(admin: "ModelAdmin[Any]", request: HttpRequest, row: models.Model) -> None:
    """Puts the form and the row together in the request, if the row was changed since its form was shown. The request
    is then refused.

    What was sent without a tag comes from no page of ours, and is taken as it is.
    """
    before = read_tag(request.POST.get(NAME))
    if before is None:
        return
    form, formsets = _page_of_now(admin, request, row)
    now = tag_of(form, formsets)
    if now == before:
        return
    merge = Merge(before, request.POST, request.FILES)
    merge.form(form)
    for formset in formsets:
        merge.formset(formset)
    merge.data[NAME] = written(now)
    request.POST = merge.data  # type: ignore[assignment]  # Django lets it be set
    if merge.messages:
        setattr(request, MESSAGES, (refusal(), *merge.messages))


def as_new_row(admin: "ModelAdmin[Any]", request: HttpRequest) -> str:
    """Keeps what was typed for a row that a colleague deleted, as a new row. Returns the address to which it is sent."""
    merge = Merge(read_tag(request.POST.get(NAME)) or {}, request.POST, request.FILES)
    for formset in _formsets(admin, request, None):
        merge.formset(formset, all_anew=True)
    request.POST = merge.data  # type: ignore[assignment]  # Django lets it be set
    words = _(
        "Nothing is saved: this was deleted since you opened it. What you typed stands below; saved, it is added anew."
    )
    setattr(request, MESSAGES, (words,))
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_add")


def _page_of_now(admin: "ModelAdmin[Any]", request: HttpRequest, row: models.Model) -> tuple[Any, list[Any]]:
    fields = flatten_fieldsets(admin.get_fieldsets(request, row))
    form = admin.get_form(request, row, change=True, fields=fields)(instance=row)
    return form, _formsets(admin, request, row)


def _formsets(admin: "ModelAdmin[Any]", request: HttpRequest, row: models.Model | None) -> list[Any]:
    """Named as Django names them: two of one model get a number."""
    formsets, seen = [], list[str]()
    for formset, inline in admin.get_formsets_with_inlines(request, *([row] if row else [])):
        prefix = formset.get_default_prefix()
        seen.append(prefix)
        if (nth := seen.count(prefix)) > 1:
            prefix = f"{prefix}-{nth}"
        if inline.has_change_permission(request, row):
            instance = row or admin.model()
            formsets.append(formset(instance=instance, prefix=prefix, queryset=inline.get_queryset(request)))
    return formsets
