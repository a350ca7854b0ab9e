"""The desk's forms of one row: each carries its tag, and an old one is refused, with what both have typed in it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.forms import BaseForm
from django.http import HttpRequest

from accounts.stale_forms.merging import Merge, refusal
from accounts.stale_forms.tags import NAME, TagField, read_tag, tag_of, written

AnyForm = TypeVar("AnyForm", bound=BaseForm)


def sent_form(request: HttpRequest, make: Callable[..., AnyForm]) -> AnyForm:
    """The form that `make(data, files)` makes, with its tag; bound, if the request is a POST.

    `make` reads the row as it is now. If it was changed since the form was shown, the form shows what colleagues stored with
    what was typed here on top, and is invalid: its errors say what has changed. The rows that a form has as its `formsets`
    go with it. To keep a colleague out in between, call this
    within the transaction that locks the event and writes the row. What was sent without a tag is taken as it is.
    """
    shown = make(None, None)
    formsets = getattr(shown, "formsets", [])
    tag = tag_of(shown, formsets)
    if request.method != "POST":
        return _with_tag(shown, written(tag))
    before = read_tag(request.POST.get(NAME))
    if before is None or before == tag:
        return _with_tag(make(request.POST, request.FILES), written(tag))
    merge = Merge(before, request.POST, request.FILES)
    merge.form(shown)
    for formset in formsets:
        merge.formset(formset)
    merge.data[NAME] = written(tag)
    form = _with_tag(make(merge.data, merge.files), written(tag))
    if merge.messages:
        form.full_clean()
        form.add_error(None, [refusal(), *merge.messages])
    return form


def _with_tag(form: AnyForm, tag: str) -> AnyForm:
    form.fields[NAME] = TagField(required=False, widget=forms.HiddenInput, initial=tag)
    return form
