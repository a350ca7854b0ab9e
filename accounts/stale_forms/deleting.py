"""Deletes what the page that asks has shown, and nothing that was changed since: one row, or those chosen in a list."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.actions import delete_selected as delete_as_django
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.stale_forms.shown_rows import tag_of_rows
from accounts.stale_forms.tags import NAME


def deletion_tag(admin_page: "ModelAdmin[Any]", request: HttpRequest, rows: Iterable[models.Model]) -> str:
    """A digest of the rows, and of the names of all that goes with them."""
    rows = list(rows)
    return tag_of_rows(*rows, also=admin_page.get_deleted_objects(rows, request)[0])


def refuse_old_deletion(request: HttpRequest, tag: str) -> None:
    """Lets the page ask again where what is to be deleted has changed since it was shown."""
    if request.POST.get(NAME, tag) == tag:
        return
    words = _("Nothing is deleted: it was changed since you were asked. Read what stands below, and say so again.")
    messages.error(request, words)
    kept = request.POST.copy()
    kept.pop("post", None)
    request.POST = kept if "action" in kept else QueryDict()  # type: ignore[assignment]  # Django lets it be set


@admin.action(permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s"))
def delete_selected(admin_page: "ModelAdmin[Any]", request: HttpRequest, rows: models.QuerySet[Any]) -> Any:
    """Django's own action, which would delete whatever the rows have become since it asked."""
    tag = deletion_tag(admin_page, request, rows)
    refuse_old_deletion(request, tag)
    page: HttpResponse | None = delete_as_django(admin_page, request, rows)
    if page is not None:
        page.context_data[NAME] = tag  # type: ignore[attr-defined]  # a TemplateResponse, which is not rendered yet
    return page
