"""Pages that add, change and delete one text of the site."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import asks_for_part, signed_in
from announcements.desk.site_texts.forms import TextForm
from announcements.desk.site_texts.kinds import Kind
from announcements.desk.site_texts.listing import kind_or_404
from backstage.text.safe_markdown import as_html
from tours.editions.tags import unseen

Read = Callable[[], Any]


@require_http_methods(["GET", "HEAD", "POST"])
def desk_new_text(request: HttpRequest, kind: str) -> HttpResponse:
    texts = kind_or_404(request, kind)
    if not list(texts.additions()):
        raise PermissionDenied
    return _edit(request, kind, texts, lambda: texts.blank(request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
def desk_text(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    texts = kind_or_404(request, kind)
    rows = texts.rows(signed_in(request))
    return _edit(request, kind, texts, lambda: get_object_or_404(rows.all(), pk=key))


@require_http_methods(["GET", "HEAD", "POST"])
def desk_delete_text(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Asks on GET, and deletes on POST, unless the text was changed in between."""
    texts, user = kind_or_404(request, kind), signed_in(request)
    row = get_object_or_404(texts.rows(user), pk=key)
    if not texts.may_delete(user):
        raise PermissionDenied
    shown = tag_of_rows(row)
    if request.method != "POST":
        context = {"kind": kind, "texts": texts, "row": row, "shown": shown}
        return render(request, "announcements/desk/text_delete.html", context)
    if request.POST.get(SHOWN, shown) != shown:
        messages.error(request, unseen())
        return redirect(request.path)
    name = str(row)
    try:
        texts.delete(row)
    except ProtectedError:
        messages.error(request, _("“%(row)s” stays: other things here depend on it.") % {"row": name})
        return redirect("announcements:desk_text", kind, key)
    messages.success(request, _("“%(row)s” is deleted.") % {"row": name})
    return redirect("announcements:desk_texts", kind)


def _edit(request: HttpRequest, kind: str, texts: Kind, read: Read) -> HttpResponse:
    """`read` gives the row, again for each form; None for an empty one."""
    if request.method != "POST":
        return _page(request, kind, texts, _form(request, texts, read))
    with transaction.atomic():
        _lock(texts, read())
        form = _form(request, texts, read)
        if texts.markdown and request.POST.get("then") == "preview":
            return _previewed(request, kind, texts, form)
        if form.is_valid() and _saved(form, texts):
            messages.success(request, _("“%(row)s” is saved.") % {"row": form.instance})
            return redirect("announcements:desk_texts", kind)
        return _page(request, kind, texts, form)


def _previewed(request: HttpRequest, kind: str, texts: Kind, form: TextForm) -> HttpResponse:
    """The text as it would be printed: within the form's page, or alone for a script. Saves nothing."""
    form.is_valid()
    preview = as_html(form.cleaned_data.get(texts.markdown, ""))
    if asks_for_part(request):
        return render(request, "announcements/desk/_text_preview.html", {"preview": preview})
    return _page(request, kind, texts, form, preview=preview)


def _form(request: HttpRequest, texts: Kind, read: Read) -> TextForm:
    user = signed_in(request)
    return sent_form(request, lambda data, files: texts.form(data, files, instance=read(), user=user))


def _lock(texts: Kind, row: Any) -> None:
    if row is not None and row.pk:
        texts.model._default_manager.select_for_update().get(pk=row.pk)


def _saved(form: TextForm, texts: Kind) -> bool:
    """Whether the row is saved. A refusal stands in the form, and undoes what was saved on the way."""
    try:
        with transaction.atomic():
            texts.save(form.instance)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return not form.errors


def _page(request: HttpRequest, kind: str, texts: Kind, form: TextForm, *, preview: str = "") -> HttpResponse:
    stored = form.instance if form.instance.pk else None
    deletes = stored is not None and texts.may_delete(signed_in(request))
    context = {"kind": kind, "texts": texts, "form": form, "stored": stored, "deletes": deletes, "preview": preview}
    status = 400 if form.errors and not preview else 200
    return render(request, "announcements/desk/text.html", context, status=status)
