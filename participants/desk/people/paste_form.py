"""The form of pasted names. It carries the text and all choices, so that nothing is kept between its steps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participants.desk.grounds_form import GroundsForm
from participants.labels import DELEGATE_STATES
from participants.people.body_plans import BodyTicks
from participants.people.headings import Column
from participants.people.pasted import Columns
from participants.people.planning import Choices
from participants.vocabulary import DelegateState
from tours.models import ParticipatingCity

MOST_SEATS = 1000
NO_BODY = ("", _("Nobody (a row that names a city keeps it)"))


class PasteForm(GroundsForm):
    text = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        strip=False,
        required=False,
        help_text=_(
            "Copy rows from a table, with its heading if it has one; or type a name a line. Columns may be city, name,"
            " position, where the person works, e-mail, telephone, and what the person comes as."
        ),
    )
    becomes = forms.TypedChoiceField(
        label=_("State of the new names"),
        coerce=DelegateState,
        choices=[
            (DelegateState.PROPOSED, _("Proposed: decided later")),
            (DelegateState.ACCEPTED, DELEGATE_STATES[DelegateState.ACCEPTED]),
        ],
        initial=DelegateState.PROPOSED,
    )
    body = forms.ChoiceField(label=_("Who sends rows without a city"), required=False)
    file = None  # type: ignore[assignment]  # a file would be lost between the steps

    field_order = ("text", "becomes", "body", "told", "reason")

    def __init__(self, *args: Any, participating: list[ParticipatingCity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [str(row) for row in participating]
        self.fields["body"].choices = [NO_BODY, *((name, name) for name in names)]  # type: ignore[attr-defined]

    def choices(self) -> Choices:
        """What was typed and chosen, from this form and from the tables below it."""
        facts, data = self.cleaned_data, self.data
        return Choices(
            text=facts["text"],
            becomes=facts["becomes"],
            columns=_columns(data),
            body=facts["body"],
            cards=_beginning_with("card-", data),
            ticks=_ticks(data),
        )


def _columns(data: Mapping[str, Any]) -> Columns:
    """The columns as the selects above the rows say, in their order. There are none if no select was sent."""
    given = _beginning_with("column-", data)
    return tuple(_column(given[str(at)]) for at in range(len(given)) if str(at) in given)


def _column(text: str) -> Column | None:
    return Column(text) if text in set(map(str, Column)) else None


def _ticks(data: Mapping[str, Any]) -> BodyTicks:
    keys = data.getlist("body_ticked") if isinstance(data, QueryDict) else []
    seats = {key: int(text) for key, text in _beginning_with("seats-", data).items() if _is_number(text)}
    return BodyTicks(frozenset(map(str, keys)), seats)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(MOST_SEATS))


def _beginning_with(prefix: str, data: Mapping[str, Any]) -> dict[str, str]:
    return {name.removeprefix(prefix): str(data[name]) for name in data if name.startswith(prefix)}
