"""Who may do what in the administration, as the querysets of the rows decide."""

from collections.abc import Callable, Hashable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.admin import GuardedAdmin
from accounts.models import User
from accounts.visitors import signed_in
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power


class ByRole(GuardedAdmin):
    """Pages of rows: `visible_to` of their queryset says who may see them, and `editable_by` who may edit them.

    Operators may do everything that the class allows. For others, a question about a row costs a query, once a page.
    """

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = self.visible(signed_in(request))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def visible(self, user: User) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.visible_to(user)
        return rows

    def editable(self, user: User) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = self.model._default_manager.editable_by(user)
        return rows

    def may_list(self, user: User) -> bool:
        return allowed_anywhere(user, Power.READ)

    def may_add(self, user: User) -> bool:
        return False

    def may_edit_some(self, user: User) -> bool:
        """Whether the list offers actions that change rows. Each row is checked again before it changes."""
        return self.may_add(user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = signed_in(request)
        return user.is_operator or (
            self.may_list(user) if obj is None else holds(request, "visible", self.visible(user), obj)
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        user = signed_in(request)
        return user.is_operator or self.may_add(user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = signed_in(request)
        return user.is_operator or (
            self.may_edit_some(user) if obj is None else holds(request, "editable", self.editable(user), obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = signed_in(request)
        return user.is_operator or (
            self.may_edit_some(user) if obj is None else holds(request, "editable", self.editable(user), obj)
        )

    def among(self, request: HttpRequest, chosen: models.QuerySet[Any], allowed: models.QuerySet[Any]) -> list[Any]:
        """The allowed rows among those chosen in a list. A message names each of the others."""
        keys = set(allowed.filter(pk__in=chosen.values("pk")).values_list("pk", flat=True))
        for row in chosen:
            if row.pk not in keys:
                messages.error(request, _("%(row)s: your role does not allow it.") % {"row": row})
        return [row for row in chosen if row.pk in keys]


def holds(request: HttpRequest, name: str, rows: models.QuerySet[Any], row: Any) -> bool:
    """Whether the row is among these, which `name` tells from others of its model."""
    return once(request, (name, row._meta.label, row.pk), lambda: rows.filter(pk=row.pk).order_by().exists())


def once(request: HttpRequest, question: Hashable, ask: Callable[[], bool]) -> bool:
    """The answer to a question that the parts of a page ask again and again.

    While a page is only shown, it is asked once. What changes rows may change the answer, so a POST asks each time.
    """
    if request.method not in ("GET", "HEAD"):
        return ask()
    answers: dict[Hashable, bool] = vars(request).setdefault("_answers", {})
    if question not in answers:
        answers[question] = ask()
    return answers[question]
