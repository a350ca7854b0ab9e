"""The filters of the outbox."""

from typing import TypeVar

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.letters.urgency import Urgency
from backstage.lists import LONGEST_QUERY
from backstage.models import MailState, OutgoingMail
from backstage.text.tidying import tidy

Row = TypeVar("Row", bound=Model)
Mails = QuerySet[OutgoingMail]


class MailFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    q = django_filters.CharFilter(
        method="to_recipient",
        label=_("Recipient"),
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(choices=MailState.choices, label=_("State"), empty_label=_("Any"))
    urgency = django_filters.ChoiceFilter(choices=Urgency.choices, label=_("Urgency"), empty_label=_("Any"))

    class Meta:
        model = OutgoingMail
        fields: list[str] = []

    def to_recipient(self, mails: Mails, _name: str, query: str) -> Mails:
        return with_words(mails, "recipient", query)


def with_words(rows: QuerySet[Row], field: str, query: str) -> QuerySet[Row]:
    """Rows whose field contains every word of the query."""
    for word in tidy(query).split():
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows
