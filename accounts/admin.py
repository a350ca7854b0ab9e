"""The administration of users, and the base class for the administration of every room."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request

from accounts.change_lists.pages import FirstRows, QuickList
from accounts.change_lists.searching import with_words
from accounts.models import User
from accounts.stale_forms.deleting import delete_selected, deletion_tag, refuse_old_deletion
from accounts.stale_forms.lists import ListedForm, tell_of_gone_rows
from accounts.stale_forms.pages import as_new_row, bring_up_to_date, give_tag, is_refused, tagged
from accounts.stale_forms.tags import NAME

admin.site.site_title = admin.site.site_header = format_lazy(_("{site} administration"), site=settings.SITE_NAME)
admin.site.unregister(Group)  # the rights of users come from their roles
# These models hold secrets, or addresses that the site does not use.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])

admin.site.add_action(delete_selected, "delete_selected")  # in place of Django's

View = Callable[..., Any]
LONGEST_SEARCH = 200
LOOKUPS = {"", "exact", "isnull", "isempty", "year", "month", "day"}
"""The lookups that filters of lists may use on a column."""


def refusing_forgeries(view: View) -> View:
    """Answers 400 to forged values. No page of ours offers such a value, so the answer needs no explanation."""

    @wraps(view)
    def guarded(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(self, request, *args, **kwargs)
        except (OverflowError, ValidationError, DataError, DisallowedModelAdminLookup) as error:
            return bad_request(request, error)

    return guarded


class GuardedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """The base of all classes of the administration. It is for operators, unless a class says otherwise.

    It answers 400 to forged keys, numbers and dates, which Django passes to the database without a check. No list counts
    all of its rows: neither beside a search, nor for each choice of a filter.
    """

    paginator = FirstRows
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[QuickList]:
        return QuickList

    @refusing_forgeries
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
            self.opts.pk.clean(key, None)
        if "_save" in request.POST and self.list_editable:
            tell_of_gone_rows(self, request)
        return super().changelist_view(request, extra_context)

    @refusing_forgeries
    @transaction.atomic
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Locks the row that is to be changed. One that was changed since its form was shown is refused, with both kept."""
        if request.method == "POST" and object_id is not None:
            row = self.locked_object(request, object_id)
            if row is None and NAME in request.POST and self.has_add_permission(request):
                object_id, form_url = None, as_new_row(self, request)
            elif row is not None and self.has_change_permission(request, row):
                bring_up_to_date(self, request, row)
        return super().changeform_view(request, object_id, form_url, extra_context)

    @refusing_forgeries
    @transaction.atomic
    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Deletes what the page that asks has shown, and nothing that was changed since."""
        row = (
            self.locked_object(request, object_id)
            if request.method == "POST"
            else self.get_object(request, unquote(object_id))
        )
        tag = deletion_tag(self, request, [row]) if row else ""
        if row and request.method == "POST":
            refuse_old_deletion(request, tag)
        return super().delete_view(request, object_id, {NAME: tag, **(extra_context or {})})

    def locked_object(self, request: HttpRequest, object_id: str) -> Any:
        """The row as it is now, locked to the end of the transaction."""
        row = self.get_object(request, unquote(object_id))
        if row is not None:
            self.lock(row)
        return row and self.get_object(request, unquote(object_id))

    def lock(self, row: Any) -> None:
        """Locks what the verbs that write the row lock first, so that no two wait for each other."""
        list(self.model._base_manager.select_for_update().filter(pk=row.pk).values_list("pk"))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        is_asked_for_its_fields = kwargs.get("fields") is None
        is_tagged = is_refused(request) or (change and self.has_change_permission(request, obj))
        return tagged(form, request) if is_tagged and not is_asked_for_its_fields else form

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, form=ListedForm, **kwargs)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        give_tag(context)
        page: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return page

    @refusing_forgeries
    def history_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().history_view(request, *args, **kwargs)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allows only the lookups of the list's own filters.

        Django would allow any lookup on a row's own columns, even patterns that make databases fail and hidden columns.
        """
        filters = [each[0] if isinstance(each, tuple) else each for each in self.get_list_filter(request)]
        columns = [str(getattr(each, "parameter_name", each)) for each in (*filters, self.date_hierarchy)]
        asked = [lookup.removeprefix(column) for column in columns if f"{lookup}__".startswith(f"{column}__")]
        is_known = any(question.rpartition("__")[2] in LOOKUPS for question in asked)
        return is_known and super().lookup_allowed(lookup, value, request)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The address of the row's page on the site, or None if it has none."""
        shown = obj is not None and self.view_on_site and hasattr(obj, "get_absolute_url")
        return obj.get_absolute_url() if shown else None

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Searches for at most LONGEST_SEARCH characters without NUL: databases refuse a NUL and very long patterns."""
        text = search_term.replace("\0", "")[:LONGEST_SEARCH]
        found = with_words(self.model, list(map(str, self.get_search_fields(request))), text)
        return queryset.filter(found), False


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = User
        fields = ["email", "name"]


class UserForm(UserChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(GuardedAdmin, auth_admin.UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    form = UserForm
    add_form = NewUserForm
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Permissions"), {"fields": ["is_active", "is_superuser"]}),
        (_("Important dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "name", "usable_password", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "joined_at"]
    list_display = ["email", "name", "is_superuser", "is_active"]
    list_filter = ["is_superuser", "is_active"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = []
