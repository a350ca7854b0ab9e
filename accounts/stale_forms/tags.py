"""The tag of a form: of each of its fields, a digest of the stored value that it shows.

A form carries its tag in a hidden field. Sent back, it tells which values have been stored anew since the form was shown, and
which of them were typed over. What a form does not show is not in its tag, as saving the form does not write it.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BaseForm, BaseInlineFormSet, BoundField
from django.forms.models import InlineForeignKeyField, ModelForm
from django.http import QueryDict

NAME = "row_tag"
Tag = dict[str, str]
"""The digest of each field. A field of an inline row is named `contacts/5/phone`, by the key of its row."""
Sent = dict[str, list[str]]
"""What a browser sends of a field: mostly one name and one text."""


class TagField(forms.CharField):
    """Nobody types in it, so it is never what has changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def tag_of(form: BaseForm, formsets: "list[BaseInlineFormSet[Any, Any, Any]]") -> Tag:
    """Makes the tag of a page's form and of its rows, as they are shown when nothing has been typed."""
    tag = {bound.name: shown_digest(bound) for bound in fields_of(form)}
    for formset in formsets:
        for row in formset.initial_forms:
            tag |= {f"{name_of(formset, row)}/{bound.name}": shown_digest(bound) for bound in fields_of(row)}
            tag[name_of(formset, row)] = ""
    return tag


def name_of(formset: "BaseInlineFormSet[Any, Any, Any]", row: "ModelForm[Any]") -> str:
    return f"{formset.prefix}/{row.instance.pk}"


def written(tag: Tag) -> str:
    return json.dumps(tag, separators=(",", ":"))


def read_tag(text: str | None) -> Tag | None:
    """The tag that was sent, or None if none was sent or it is no tag."""
    try:
        tag = json.loads(text or "")
    except ValueError:
        return None
    return tag if isinstance(tag, dict) and all(isinstance(digest, str) for digest in tag.values()) else None


def fields_of(form: BaseForm) -> Iterator[BoundField]:
    """The fields that people fill in: no keys, no marks of rows, nothing that is only printed."""
    for bound in form:
        is_key = isinstance(bound.field, InlineForeignKeyField) or bound.name in (NAME, "DELETE", _key_name(form))
        if not is_key and not bound.field.disabled:
            yield bound


def shown_digest(bound: BoundField) -> str:
    """The digest of the value that is stored; of a file, of its name in the storage."""
    if isinstance(bound.field, forms.FileField):
        return _digest(str(bound.initial or ""))
    data = QueryDict(mutable=True)
    for name, values in sent_of(bound).items():
        data.setlist(name, values)
    return sent_digest(bound, data)


def sent_digest(bound: BoundField, data: Any, name: str = "") -> str:
    """The digest of what was sent for the field, under `name` where its row stood elsewhere then."""
    value = bound.field.widget.value_from_datadict(data, {}, name or bound.html_name)
    if isinstance(value, list) and getattr(bound.field.widget, "allow_multiple_selected", False):
        value = sorted(value)
    return _digest("\n".join(_plain(part) for part in value) if isinstance(value, list) else _plain(value))


def sent_of(bound: BoundField) -> Sent:
    """What a browser would send if nothing were typed."""
    widget: Any = getattr(bound.field.widget, "widget", bound.field.widget)  # within that of choices with signs beside
    value = bound.value()
    if isinstance(widget, forms.FileInput):
        return {}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: ["on"]} if value else {}
    if isinstance(widget, forms.MultiWidget):
        return _parts(bound.html_name, widget, value)
    return {bound.html_name: _texts(widget.format_value(value))}


def _parts(name: str, widget: Any, value: Any) -> Sent:
    parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
    return {f"{name}{suffix}": _texts(part.format_value(each)) for suffix, part, each in parts}


def _texts(formatted: Any) -> list[str]:
    if isinstance(formatted, list):
        return [str(each) for each in formatted]
    return ["" if formatted is None else str(formatted)]


def _plain(value: Any) -> str:
    """The value as it is compared: browsers send line ends of their own, and forms take the space around a text away."""
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _key_name(form: BaseForm) -> str:
    return str(form.instance._meta.pk.name) if isinstance(form, ModelForm) else ""
