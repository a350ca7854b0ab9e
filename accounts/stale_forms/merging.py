"""Brings what was sent from an old form up to date: what colleagues stored meanwhile, with what was typed here on top."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager
from django.forms import BaseForm, BoundField, ChoiceField, FileField
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from accounts.stale_forms.tags import Tag, fields_of, name_of, sent_digest, sent_of, shown_digest

LONGEST_VALUE = 300
Values = dict[str, list[Any]]
"""The values of one inline row by the names of its fields: texts as they are sent, or files."""


@dataclass
class SentRow:
    """An inline row as it was sent; `prefix`, such as `contacts-2`, says as which."""

    prefix: str
    values: Values = field(default_factory=dict)

    def key(self, name: str) -> str:
        """Empty for a row that was typed in anew."""
        return str((self.values.get(name) or [""])[0])


@dataclass
class Merge:
    """What was sent, with the tag that it carried; `data` becomes what the form shows, and `messages` says what has changed."""

    tag: Tag
    sent: QueryDict
    files: "MultiValueDict[str, Any]"
    messages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.data = self.sent.copy()

    def form(self, form: BaseForm) -> None:
        for bound in fields_of(form):
            if not self._typed_stays(bound, bound.name, bound.html_name, ""):
                self.data.pop(bound.html_name, None)
                for name, values in sent_of(bound).items():
                    self.data.setlist(name, values)

    def formset(self, formset: Any, *, all_anew: bool = False) -> None:
        """Puts the rows in the order in which they stand now; those typed in anew come last.

        A row that a colleague deleted stays as a new one where something was typed in it. With `all_anew` every row does.
        """
        sent, key_name = self._taken_out(formset.prefix), formset.model._meta.pk.name
        by_key = {row.key(key_name): row for row in sent}
        now = {str(form.instance.pk): form for form in formset.initial_forms}
        rows = [self._row_of(formset, form, by_key.get(key)) for key, form in now.items()]
        left = [row for row in sent if row.key(key_name) not in now]
        kept = [row for row in left if not row.key(key_name) or self._stays_as_new(formset, row, all_anew)]
        blank: Values = {key_name: [""]} | ({formset.fk.name: [""]} if all_anew else {})
        self._put_back(formset, [*rows, *({**row.values, **blank} for row in kept)], initial=len(rows))

    def _typed_stays(self, bound: BoundField, key: str, sent_name: str, row: str) -> bool:
        """Whether the form shows what was sent; otherwise it shows what is stored. Tells of what a colleague stored."""
        before, now = self.tag.get(key), shown_digest(bound)
        is_file = isinstance(bound.field, FileField)
        sent = "" if is_file else sent_digest(bound, self.sent, sent_name)
        is_typed = self._is_chosen(bound, sent_name) if is_file else sent != before
        if now != before and sent != now:
            self.messages.append(f"{row}{_change_message(bound, is_typed=is_typed)}")
        return is_typed or now == before

    def _is_chosen(self, bound: BoundField, sent_name: str) -> bool:
        return bound.field.widget.value_from_datadict(self.sent, self.files, sent_name) is not None

    def _taken_out(self, prefix: str) -> list[SentRow]:
        """The rows that were sent under the prefix, in their order, out of the data and the files."""
        rows: dict[int, SentRow] = {}
        for source in (self.data, self.files):
            for name in list(source):
                if found := re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,5}})-([A-Za-z].*)", name):
                    row = rows.setdefault(int(found[1]), SentRow(f"{prefix}-{found[1]}"))
                    row.values[found[2]] = source.getlist(name)
                    source.pop(name)
        return [rows[index] for index in sorted(rows)]

    def _row_of(self, formset: Any, form: Any, sent: SentRow | None) -> Values:
        """The values of a row that stands: as they are stored, with those that were typed on top."""
        shown = _short(form, form)
        if sent is None:
            self.messages.append(_("%(row)s was added.") % {"row": _called(form.instance)})
            return shown
        merged = shown | sent.values
        for bound in fields_of(form):
            key, row = f"{name_of(formset, form)}/{bound.name}", f"{_called(form.instance)}: "
            stays = self._typed_stays(bound, key, f"{sent.prefix}-{bound.name}", row)
            merged = _with_field(merged, {bound.name, *_short(form, [bound])}, sent.values if stays else shown)
        return merged

    def _stays_as_new(self, formset: Any, row: SentRow, all_anew: bool) -> bool:
        """Whether what was sent of a row that a colleague deleted is shown again. If so, it tells the user."""
        typed, name = _typed_row(formset, row, self.sent), f"{formset.prefix}/{row.key(formset.model._meta.pk.name)}"
        bounds = [bound for bound in fields_of(typed) if not isinstance(bound.field, FileField)]
        is_typed = any(self.tag.get(f"{name}/{bound.name}") != sent_digest(bound, self.sent) for bound in bounds)
        stays = (all_anew or is_typed) and "DELETE" not in row.values
        if not all_anew:
            self.messages.append(_deletion_message(stays=stays) % {"row": _called(typed.instance)})
        return stays

    def _put_back(self, formset: Any, rows: list[Values], *, initial: int) -> None:
        for index, row in enumerate(rows):
            for name, values in row.items():
                is_file = any(not isinstance(value, str) for value in values)
                (self.files if is_file else self.data).setlist(f"{formset.prefix}-{index}-{name}", values)
        self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(rows))
        self.data[f"{formset.prefix}-INITIAL_FORMS"] = str(initial)


def refusal() -> str:
    return _(
        "Nothing is saved: this was changed since you opened it. Read what stands below, where your own changes are kept, and"
        " save it again."
    )


def _short(form: Any, bounds: Iterable[BoundField]) -> Values:
    """What a browser would send of those fields of a row, without the name of the row."""
    return {name.removeprefix(f"{form.prefix}-"): each for bound in bounds for name, each in sent_of(bound).items()}


def _with_field(row: Values, names: Collection[str], source: Values) -> Values:
    """The row with the values of one field, by all its names, from the source; a box that is not ticked sends none."""
    others = {name: values for name, values in row.items() if name not in names}
    return others | {name: source[name] for name in names if name in source}


def _typed_row(formset: Any, row: SentRow, sent: QueryDict) -> Any:
    """The form of a row as it was sent, of which the row itself is gone."""
    blank = formset.model(**{formset.fk.attname: formset.instance.pk})
    form = formset.form(sent, prefix=row.prefix, instance=blank)
    form.is_valid()
    return form


def _deletion_message(*, stays: bool) -> str:
    if not stays:
        return _("%(row)s was deleted.")
    return _("%(row)s was deleted. What you typed in it stands below as a new row; leave it out, or it is added again.")


def _change_message(bound: BoundField, *, is_typed: bool) -> str:
    facts = {"field": capfirst(str(bound.label)), "value": _value(bound)}
    if is_typed:
        return (
            _(
                "%(field)s: a colleague changed it too, to “%(value)s”. Yours stands here, and replaces it when you save."
            )
            % facts
        )
    return (_("%(field)s is now “%(value)s”.") if facts["value"] else _("%(field)s is now empty.")) % facts


def _value(bound: BoundField) -> str:
    """What is stored, in words."""
    row: Any = getattr(bound.form, "instance", None)
    stored = getattr(row, bound.name) if hasattr(row, bound.name) else _chosen(bound)
    value = getattr(row, f"get_{bound.name}_display", None) or stored
    if isinstance(value, Manager):
        value = ", ".join(map(str, value.all()))
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    value = value() if callable(value) else value
    return Truncator("" if value is None else str(value)).chars(LONGEST_VALUE)


def _chosen(bound: BoundField) -> Any:
    """The value of a field that is none of a row; of choices, what they are called."""
    value = bound.value()
    if not isinstance(bound.field, ChoiceField):
        return value
    choices: Any = bound.field.choices
    flat: Iterable[tuple[Any, Any]] = flatten_choices(choices)
    names = {str(key): str(name) for key, name in flat}
    return ", ".join(names.get(str(key), str(key)) for key in (value if isinstance(value, list) else [value]))


def _called(row: Any) -> str:
    """`Contact “Ana Anić”`. A row that leads to one that is gone, or says nothing yet, goes by its kind alone."""
    kind = capfirst(str(row._meta.verbose_name))
    try:
        name = str(row)
    except ObjectDoesNotExist:
        name = ""
    return f"{kind} “{name}”" if name else kind
