"""The people who come to an event, for programs whose token has the scope people. These addresses are only read."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from api.lists.filters import DelegateFilter, DelegationFilter
from api.serializers.participants import DelegateSerializer, DelegationSerializer
from api.views import Listing
from api.writing.views import WritingView
from participants.models import Delegate, Delegation
from tours.models import Appearance
from tours.role_powers import Power

DESCRIPTIONS = {
    "city": _("The city that was invited, by its slug."),
    "comes_as": _("What somebody comes as."),
    "state": _("How far it is."),
}


class DelegationList(Listing, WritingView):
    """Lists the cities and organisations that were invited to an event. The token needs the scope people."""

    serializer_class = DelegationSerializer
    filterset_class = DelegationFilter
    ordering = ("position",)
    ordering_fields = ("position", "nominate_by", "invited_at")
    cursor_columns = ("pk",)
    filter_descriptions = DESCRIPTIONS
    refuses_reading = True

    def get_queryset(self) -> QuerySet[Any]:
        event = self.event_for(Power.PEOPLE)
        rows = Delegation.objects.visible_to(self.user).filter(participation__event=event)
        listed = rows.annotate(position=F("participation__position"))
        return listed.select_related("participation__city", "participation__organisation")


class DelegateList(Listing, WritingView):
    """Lists those who come to an event or were put forward for it. The token needs the scope people."""

    serializer_class = DelegateSerializer
    filterset_class = DelegateFilter
    ordering = ("name",)
    ordering_fields = ("name", "changed_at")
    cursor_columns = ("changed_at", "pk")
    filter_descriptions = DESCRIPTIONS
    refuses_reading = True

    def get_queryset(self) -> QuerySet[Any]:
        event = self.event_for(Power.PEOPLE)
        here = Appearance.objects.filter(event=event).select_related("organisation", "city")
        rows = Delegate.objects.visible_to(self.user).filter(event=event).select_related("person")
        return rows.prefetch_related("groups", Prefetch("person__appearances", here, to_attr="here"))
