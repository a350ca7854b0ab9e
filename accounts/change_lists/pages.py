"""The pages of a list: they lead to the first rows of it, and a search or a filter to the others."""

from typing import Any, cast

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from accounts.change_lists.dates import Dates, dates_of

MOST_LISTED = 2000
"""The most rows that the pages of a list lead to."""


class FirstRows(Paginator[Any]):
    """Counts no more rows than pages lead to: `most`. The API's pages are such, too."""

    most = MOST_LISTED

    @cached_property
    def _found(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by().values("pk")[: self.most + 1].count()

    @property
    def is_cut(self) -> bool:
        """Whether there are more."""
        return self._found > self.most

    @property
    def count(self) -> int:
        return min(self._found, self.most)


class QuickList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Reads the keys of the rows that are shown, and then these rows: what a row shows is not read for all of them."""
        super().get_results(request)
        shown = self.result_list.values_list("pk", flat=True)
        self.result_list = self.queryset.filter(pk__in=list(shown))

    @property
    def most_listed(self) -> int:
        """How many rows the pages lead to if there are more; else 0."""
        paginator: Any = self.paginator
        return paginator.most if paginator.is_cut else 0

    @property
    def dates(self) -> Dates:
        return dates_of(self)
