"""The page on which an agenda is imported: first the text or the file, then what it comes to, then it is done."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.finding import event_to_edit
from tours.desk.importing.corrections import Corrected, corrected
from tours.desk.importing.review import Shower, column_choices, columns_of
from tours.desk.importing.source_form import TABLE, TEXT, SourceForm
from tours.importing.applying import Choices, Imported, RefusedImport, apply
from tours.importing.files.opening import Source
from tours.importing.planning.draft import draft_of, names_for
from tours.importing.planning.plan import plan
from tours.importing.planning.values import Outcome
from tours.importing.sources import ReadSource, read_source
from tours.importing.tables.columns import Column
from tours.importing.tables.remembering import remember
from tours.importing.tables.rows import Columns
from tours.models import Event

PRACTICAL, FOR_STAFF = "practical", "staff"


class Reviewed(NamedTuple):
    """What was read, with the corrections of the form. A file of columns that nobody knows was read as a text."""

    source: Source
    read: ReadSource
    corrections: Corrected


@require_http_methods(["GET", "HEAD", "POST"])
def import_agenda(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows on POST what the text comes to. Only the button that says so writes it, and only what was shown."""
    event = event_to_edit(request, uid)
    if request.method != "POST":
        return _start(request, event, SourceForm())
    form = SourceForm(request.POST, request.FILES)
    form.notes = tuple(request.POST.getlist("note"))
    source = form.source()
    if source is None:
        return _start(request, event, form)
    try:
        reviewed = _reviewed(event, source, request.POST)
    except ValidationError as refusal:
        return _start(request, event, _refused_form(source, refusal))
    if request.POST.get("step") == "apply":
        return _applied(request, event, reviewed)
    return _review(request, event, reviewed)


def _refused_form(source: Source, refusal: ValidationError) -> SourceForm:
    """The form with the words of the file in it, so that they can be mended."""
    data = QueryDict(mutable=True)
    data["text"] = source.text
    form = SourceForm(data)
    form.add_error("text", refusal)
    return form


def _reviewed(event: Event, source: Source, data: QueryDict) -> Reviewed:
    columns = _columns(data) if source.is_table else ()
    read = read_source(event, source.text, is_table=source.is_table, columns=columns)
    if source.is_table and not columns and not any(read.columns) and data.get("read_as") != TABLE:
        return _reviewed(event, source._replace(is_table=False), data)
    says_kinds = Column.KIND in read.columns
    return Reviewed(source, read, corrected(read.reading, data, says_kinds=says_kinds))


def _columns(data: QueryDict) -> Columns:
    """The columns as their selects say, in their order. There are none if no select was sent."""
    known = set(map(str, Column))
    given: list[Column | None] = []
    while f"column-{len(given)}" in data:
        text = data[f"column-{len(given)}"]
        given.append(Column(text) if text in known else None)
    return tuple(given)


def _applied(request: HttpRequest, event: Event, reviewed: Reviewed) -> HttpResponse:
    user, tag = signed_in(request), request.POST.get("tag", "")
    try:
        done = apply(event, reviewed.corrections.rows, _choices(request.POST, reviewed), by=user, expected=tag)
    except RefusedImport as refusal:
        at = {key: error.messages for key, error in refusal.errors.items()}
        words = _("Nothing is imported yet. What stands in the way is said at its row.")
        return _review(request, event, reviewed, [words], at)
    except ValidationError as refusal:
        return _review(request, event, reviewed, refusal.messages)
    if reviewed.source.is_table:
        remember(event, reviewed.read.first, reviewed.read.columns)
    messages.success(request, _told(done))
    for sentence in done.told:
        messages.warning(request, sentence)
    return redirect("tours:desk_imported", event.uid)


def _choices(data: QueryDict, reviewed: Reviewed) -> Choices:
    removed = frozenset(filter(None, map(_uid, data.getlist("remove"))))
    return Choices(removed, reviewed.corrections.kept_as(PRACTICAL), reviewed.corrections.kept_as(FOR_STAFF))


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _told(done: Imported) -> str:
    sentences = [
        (done.added, ngettext("%d item is added.", "%d items are added.", done.added)),
        (done.changed, ngettext("%d item is changed.", "%d items are changed.", done.changed)),
        (done.removed, ngettext("%d item is removed.", "%d items are removed.", done.removed)),
    ]
    return " ".join(words % number for number, words in sentences if number) or _("No item had to be changed.")


def _start(request: HttpRequest, event: Event, form: SourceForm) -> HttpResponse:
    context = {"event": event, "form": form}
    return render(request, "tours/importing/start.html", context, status=400 if form.errors else 200)


def _review(
    request: HttpRequest,
    event: Event,
    reviewed: Reviewed,
    errors: list[str] | None = None,
    refused: Mapping[str, list[str]] | None = None,
) -> HttpResponse:
    context = {
        "event": event,
        "form": _form_of(reviewed.source),
        "source": reviewed.source,
        "errors": errors or [],
        **_shown(event, reviewed, request.POST, signed_in(request), refused or {}),
    }
    return render(request, "tours/importing/review.html", context, status=400 if errors else 200)


def _form_of(source: Source) -> SourceForm:
    return SourceForm(initial={"text": source.text, "read_as": TABLE if source.is_table else TEXT})


def _shown(
    event: Event, reviewed: Reviewed, data: QueryDict, user: User, refused: Mapping[str, list[str]]
) -> dict[str, Any]:
    rows = reviewed.corrections.rows
    made = plan(rows, draft_of(event), event.starts, event.ends)
    names = names_for(event, [row.item for row in rows], user)
    return {
        "plan": made,
        "sections": list(Shower(event, made, names, refused).sections(reviewed.corrections)),
        "left": reviewed.corrections.left,
        "removed": set(data.getlist("remove")),
        "columns": columns_of(reviewed.read),
        "column_choices": column_choices(),
        **{outcome.value: made.counts[outcome] for outcome in Outcome},
    }
