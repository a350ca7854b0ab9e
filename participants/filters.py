"""The filters of delegates: one FilterSet for the desk's table and the API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backstage.lists import LONGEST_QUERY
from backstage.text.folding import folded_words
from participants.cards.searching import has_words
from participants.labels import CAPACITIES, DELEGATE_STATES
from participants.models import Delegate, Delegation
from participants.states import HOLDING, TAKING_SEATS
from tours.labels import choices
from tours.models import Group, PersonName

Delegates = QuerySet[Delegate, Delegate]
YES, NO = "yes", "no"


class DelegateFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Narrows delegates whom the user may see by name. Delegations and groups to choose from are theirs."""

    q = django_filters.CharFilter(method="with_words", label=_("Words of the name"), max_length=LONGEST_QUERY)
    state = django_filters.ChoiceFilter(choices=choices(DELEGATE_STATES), label=_("State"), empty_label=_("All"))
    delegation = django_filters.ModelChoiceFilter(
        queryset=Delegation.objects.none(), label=_("Delegation"), empty_label=_("All")
    )
    capacity = django_filters.ChoiceFilter(choices=choices(CAPACITIES), label=_("Comes as"), empty_label=_("All"))
    group = django_filters.ModelChoiceFilter(
        queryset=Group.objects.none(), field_name="groups", label=_("Group"), empty_label=_("All")
    )
    seat = django_filters.ChoiceFilter(
        method="with_seat", choices=[(YES, _("Yes")), (NO, _("No"))], label=_("Takes a seat"), empty_label=_("All")
    )

    class Meta:
        model = Delegate
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        events = self.queryset.order_by().values("event")
        bodies = Delegation.objects.filter(participation__event__in=events)
        self.filters["delegation"].queryset = bodies.select_related(
            "participation__city", "participation__organisation"
        )
        self.filters["group"].queryset = Group.objects.filter(event__in=events)

    def with_words(self, rows: Delegates, _name: str, text: str) -> Delegates:
        """The rows that have the words in the name as it was given, or in any name of the card. It takes two queries:
        names are folded here.
        """
        known = rows.order_by()
        typed = known.values_list("pk", "name").union(known.values_list("pk", "person__display_name"), all=True)
        others = PersonName.objects.filter(person__delegates__in=known).order_by()
        written = others.values_list("person__delegates", "text")
        words = folded_words(text)
        return rows.filter(pk__in={key for key, name in [*typed, *written] if has_words(name or "", words)})

    def with_seat(self, rows: Delegates, _name: str, answer: str) -> Delegates:
        """The delegates who hold a seat, or would take one if they came."""
        seated = Q(state__in=HOLDING, takes_seat=True) | (~Q(state__in=HOLDING) & Q(capacity__in=TAKING_SEATS))
        return rows.filter(seated if answer == YES else ~seated)
