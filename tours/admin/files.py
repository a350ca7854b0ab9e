"""Documents and pictures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin import GuardedAdmin
from accounts.models import User
from tours.admin.base import SharedAdmin, StaffAdmin
from tours.editions.publishing import locked
from tours.models import Document, Event, Picture, Programme
from tours.models.files import StoredFile
from tours.models.rights import allowed_anywhere, allowed_at_a_programme
from tours.record.locking import lock_for_edit
from tours.role_powers import Power
from tours.uploads.storing import open_whole
from tours.wording import file_format, file_size

KNOWN_OF_BYTES = ["stored", "media_type", "digest"]


class StoredFileAdmin(GuardedAdmin):
    """Files have no address in the storage: staff read them at one of the administration."""

    @admin.display(description=_("stored file"))
    def stored(self, row: StoredFile) -> SafeString | str:
        return format_html('<a href="{}">{}</a>', self._address(row), self._file_label(row)) if row.pk else "-"

    @admin.display(description=_("file"), ordering="size")
    def kind_and_size(self, row: StoredFile) -> str:
        return f"{file_format(row.file_name)}, {file_size(row.size)}"

    def _file_label(self, row: StoredFile) -> str:
        return f"{row.file_name} ({self.kind_and_size(row)})"

    def _address(self, row: StoredFile) -> str:
        return reverse(f"admin:tours_{self.opts.model_name}_file", args=[row.pk])

    def get_urls(self) -> list[URLPattern]:
        read = self.admin_site.admin_view(self.file_view)
        return [path("<path:object_id>/file/", read, name=f"tours_{self.opts.model_name}_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str) -> FileResponse:
        row: StoredFile | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        try:
            stored = open_whole(row.digest, row.file_name)
        except FileNotFoundError as missing:
            raise Http404 from missing
        return FileResponse(stored, filename=row.file_name, content_type=row.media_type, as_attachment=True)


class DocumentForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        help_texts = {
            "programme": _("A document of the programme that is for everyone is shown on the Brochures page."),
        }


@admin.register(Document)
class DocumentAdmin(StoredFileAdmin, StaffAdmin):
    form = DocumentForm
    list_display = ["title", "belongs_to", "language", "level", "kind_and_size"]
    list_filter = ["level", "language", ("programme", admin.EmptyFieldListFilter)]
    list_select_related = ["event", "programme"]
    search_fields = ["title", "file_name", "event__title", "programme__name"]
    autocomplete_fields = ["event", "programme"]
    readonly_fields = KNOWN_OF_BYTES

    @admin.display(description=_("belongs to"))
    def belongs_to(self, document: Document) -> str:
        return str(document.event or document.programme)

    def offered(self, field: str, user: User) -> QuerySet[Any] | None:
        match field:
            case "event":
                return Event.objects.allowing(user, Power.AGENDA)
            case "programme":
                return Programme.objects.allowing(user, Power.POSTS, Power.EVENT)
        return super().offered(field, user)

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, Power.AGENDA) or allowed_at_a_programme(user, Power.POSTS, Power.EVENT)

    def lock(self, row: Document) -> None:
        if row.event:
            locked(row.event)
        super().lock(row)

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        if obj.event:
            lock_for_edit(obj.event)
        super().save_model(request, obj, form, change)


@admin.register(Picture)
class PictureAdmin(StoredFileAdmin, SharedAdmin):
    list_display = ["alternative", "credit", "width", "height", "kind_and_size"]
    search_fields = ["alternative", "credit", "file_name"]
    readonly_fields = ["preview", *KNOWN_OF_BYTES, "width", "height"]

    @admin.display(description=_("preview"))
    def preview(self, picture: Picture) -> SafeString | str:
        if not picture.pk:
            return "-"
        height = min(picture.height, 200)
        width = round(picture.width * height / picture.height)
        picture_tag = '<img src="{}" width="{}" height="{}" alt="{}">'
        return format_html(picture_tag, self._address(picture), width, height, picture.alternative)
