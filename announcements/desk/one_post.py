"""The desk's page of one post: written, looked at, published now or later, taken back, and deleted while it is a draft."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.visitors import asks_for_part, signed_in
from announcements.desk.desk_post_form import DeskPostForm
from announcements.desk.finding import may_write, post_or_404, require_writer, whole_posts, writing_at
from announcements.desk.lines import line, listed
from announcements.desk.previewing import Printed, preview_of, printed_draft
from announcements.models import Post
from announcements.posts.moments import schedule_in_words
from announcements.posts.scheduling import schedule_post, unschedule_post
from announcements.posts.search_words import write_words
from announcements.posts.writing import delete_post, lock_post, publish_post, save_post, unpublish_post
from tours.desk.finding import event_or_404
from tours.editions.tags import unseen
from tours.models import Event, Programme

Verb = Callable[[DeskPostForm, User], object]
VERBS: dict[str, Verb] = {
    "publish": lambda form, by: publish_post(form.instance, by=by),
    "schedule": lambda form, by: form.publish_at and schedule_post(form.instance, at=form.publish_at, by=by),
    "unschedule": lambda form, by: unschedule_post(form.instance, by=by),
    "take_back": lambda form, by: unpublish_post(form.instance, by=by),
}
"""What a button does once the form is saved, by what it sends as `then`; other buttons save only."""
DONE = {
    "publish": gettext_lazy("“%(post)s” is published."),
    "schedule": gettext_lazy("“%(post)s” will be published on %(when)s."),
    "unschedule": gettext_lazy("“%(post)s” is no longer scheduled."),
    "take_back": gettext_lazy("“%(post)s” is a draft again: readers no longer see it."),
}
SAVED = gettext_lazy("“%(post)s” is saved.")


@require_http_methods(["GET", "HEAD", "POST"])
def desk_write_post(request: HttpRequest, uid: object) -> HttpResponse:
    """A post about the event, from the start."""
    event = writing_at(request, uid)
    return _edit(request, partial(_new_post, event), event)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_new_post(request: HttpRequest) -> HttpResponse:
    """A post of the site, or of an event that is named in the form."""
    require_writer(request)
    return _edit(request, partial(_new_post, None), None)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_post(request: HttpRequest, key: int) -> HttpResponse:
    """The page of one post. A user who may read the event but not write its posts sees the post as it would be
    printed.
    """
    post = post_or_404(request, key)
    event = event_or_404(request, post.event.uid) if post.event else None
    if may_write(request, post):
        return _edit(request, lambda: get_object_or_404(whole_posts(Post.objects.all()), pk=key), event)
    if request.method == "POST":
        raise PermissionDenied
    stored = listed(Post.objects.filter(pk=key)).get()
    context = _facts(stored, event) | {"preview": printed_draft(post)}
    return render(request, "announcements/desk/post_shown.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_delete_post(request: HttpRequest, key: int) -> HttpResponse:
    """Asks on GET, and deletes a draft on POST, unless it was changed in between. A published post is taken back first."""
    post = post_or_404(request, key)
    if not may_write(request, post):
        raise PermissionDenied
    event = event_or_404(request, post.event.uid) if post.event else None
    shown = tag_of_rows(post)
    if request.method == "POST":
        if request.POST.get(SHOWN, shown) != shown:
            messages.error(request, unseen())
            return redirect(request.path)
        if _deleted(post):
            messages.success(request, _("“%(post)s” is deleted.") % {"post": post})
            return _to_list(event)
        messages.error(request, _("“%(post)s” is published. Take it back to draft first.") % {"post": post})
        return redirect("announcements:desk_post", post.pk)
    return render(request, "announcements/desk/post_delete.html", {"post": post, "event": event, "shown": shown})


def _edit(request: HttpRequest, read: Callable[[], Post], event: Event | None) -> HttpResponse:
    """The form of the post that `read` gives, which is read again for each form so that none leaves traces in another."""
    if request.method != "POST":
        return _page(request, sent_form(request, _maker(request, read)), event)
    with transaction.atomic():
        return _sent(request, read, event)


def _sent(request: HttpRequest, read: Callable[[], Post], event: Event | None) -> HttpResponse:
    then = request.POST.get("then", "")
    moved = _locked(read())
    form = sent_form(request, _maker(request, read))
    if moved:
        form.full_clean()
        form.add_error(None, moved)
    if then == "preview":
        return _previewed(request, form, event)
    if form.is_valid() and _stored(form, then, by=signed_in(request)):
        messages.success(request, _told(form, then))
        return redirect("announcements:desk_post", form.instance.pk)
    return _page(request, form, event, status=400)


def _locked(stored: Post) -> list[str]:
    """Locks a post that is stored. Says why it cannot: it went to another event meanwhile."""
    try:
        if stored.pk:
            lock_post(stored)
    except ValidationError as refusal:
        return refusal.messages
    return []


def _maker(request: HttpRequest, read: Callable[[], Post]) -> Callable[..., DeskPostForm]:
    then = request.POST.get("then", "")
    return lambda data, files: DeskPostForm(data, files, instance=read(), user=signed_in(request), then=then)


def _previewed(request: HttpRequest, form: DeskPostForm, event: Event | None) -> HttpResponse:
    """The page as it would be printed with what is typed: within the form's page, or alone for a script. Saves nothing."""
    form.is_valid()
    preview = preview_of(form)
    if asks_for_part(request):
        return render(request, "announcements/desk/_post_preview.html", {"preview": preview})
    return _page(request, form, event, preview=preview)


def _page(
    request: HttpRequest, form: DeskPostForm, event: Event | None, *, preview: Printed | None = None, status: int = 200
) -> HttpResponse:
    key = form.instance.pk
    stored = listed(Post.objects.filter(pk=key)).first() if key else None
    context = _facts(stored, event) | {"form": form, "preview": preview}
    return render(request, "announcements/desk/post.html", context, status=status)


def _facts(post: Post | None, event: Event | None) -> dict[str, object]:
    return {"post": post, "event": event, "line": line(post) if post else None}


def _new_post(event: Event | None) -> Post:
    """A post in the name of the programme, as drafts are."""
    programme = event.programme if event else Programme.objects.filter(is_own=True).first()
    return Post(event=event, byline=programme.name if programme else "")


def _stored(form: DeskPostForm, then: str, *, by: User) -> bool:
    """Whether all is done. A refusal undoes all of it and stands in the form."""
    try:
        with transaction.atomic():
            form.save_picture()
            save_post(form.save(commit=False))
            form.save_m2m()
            write_words(form.instance)
            if verb := VERBS.get(then):
                verb(form, by)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return not form.errors


def _told(form: DeskPostForm, then: str) -> str:
    post = Post.objects.select_related("event").get(pk=form.instance.pk)
    return str(DONE.get(then, SAVED)) % {"post": post, "when": schedule_in_words(post)}


@transaction.atomic
def _deleted(post: Post) -> bool:
    lock_post(post)
    if Post.objects.published().filter(pk=post.pk).exists():
        return False
    delete_post(post)
    return True


def _to_list(event: Event | None) -> HttpResponse:
    return redirect("announcements:desk_posts", event.uid) if event else redirect("announcements:desk_all_posts")
