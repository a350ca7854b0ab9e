"""The desk's pages of the further pictures of a post: added, described, put in order, and taken off."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stale_forms.sent_forms import sent_form
from announcements.desk.finding import may_write, post_or_404
from announcements.models import Post, PostPicture
from announcements.pages.pictures import name_of
from announcements.pages.shown_picture import shown_picture
from announcements.posts.gallery import MOST_PICTURES, add_picture, describe_picture, move_picture, remove_picture
from announcements.posts.writing import lock_post
from tours.desk.finding import event_or_404
from tours.desk.forms.picture_form import PictureForm
from tours.desk.forms.refusals import is_done
from tours.pictures.sizes import LIST
from tours.serving.pictures import serve_size

PLACES = {"up": -1, "down": 1}
REMOVE = "remove"


class WordsForm(PictureForm):
    """What is said of a picture that is stored."""

    class Meta(PictureForm.Meta):
        fields = PictureForm.WORDS


@require_http_methods(["GET", "HEAD", "POST"])
def desk_post_pictures(request: HttpRequest, key: int) -> HttpResponse:
    """Lists them on GET, and adds one on POST."""
    post = _post_to_write(request, key)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PictureForm(*sent)
    if form.is_valid() and is_done(form, lambda: add_picture(post, form.instance)):
        messages.success(request, _("“%(picture)s” is added.") % {"picture": form.instance})
        return redirect("announcements:desk_post_pictures", post.pk)
    rows = list(post.gallery.select_related("picture"))
    context = {
        "post": post,
        "event": _event(request, post),
        "form": form,
        "is_full": len(rows) >= MOST_PICTURES,
        "rows": [(row, shown_picture(post, row.picture, LIST)) for row in rows],
    }
    return render(request, "announcements/desk/pictures.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_post_picture(request: HttpRequest, key: int, picture: int) -> HttpResponse:
    """Shows what is said of one on GET. On POST stores that, or moves the picture, or takes it off."""
    post = _post_to_write(request, key)
    if request.method != "POST":
        return _one(request, post, picture)
    try:
        with transaction.atomic():
            lock_post(post)
            return _one(request, post, picture)
    except ValidationError as refusal:  # it moved to another event meanwhile
        messages.error(request, " ".join(refusal.messages))
        return redirect("announcements:desk_post_pictures", post.pk)


def _one(request: HttpRequest, post: Post, picture: int) -> HttpResponse:
    row = get_object_or_404(post.gallery.select_related("picture", "post__event"), pk=picture)
    then = request.POST.get("then", "")
    if then in {*PLACES, REMOVE}:
        _put(row, then)
        return redirect("announcements:desk_post_pictures", post.pk)
    form = sent_form(request, lambda data, files: WordsForm(data, files, instance=row.picture))
    if form.is_valid() and is_done(form, lambda: describe_picture(row)):
        messages.success(request, _("“%(picture)s” is changed.") % {"picture": row.picture})
        return redirect("announcements:desk_post_pictures", post.pk)
    context = {
        "post": post,
        "event": _event(request, post),
        "row": row,
        "form": form,
        "picture": shown_picture(post, row.picture),
    }
    return render(request, "announcements/desk/picture.html", context, status=400 if form.errors else 200)


@require_safe
def desk_post_picture_file(request: HttpRequest, key: int, digest: str, size: str) -> HttpResponseBase:
    """A picture of the post in a size, for users who may read the post at the desk."""
    post = post_or_404(request, key)
    if not Post.objects.filter(pk=post.pk).with_picture(digest).exists():
        raise Http404
    return serve_size(request, size, digest, lambda: name_of(digest), changed_at=post.updated_at, shared=False)


def _post_to_write(request: HttpRequest, key: int) -> Post:
    post = post_or_404(request, key)
    if not may_write(request, post):
        raise PermissionDenied
    return post


def _event(request: HttpRequest, post: Post) -> Any:
    """The event of the post, with what the user may do there; None for a post of the site."""
    return event_or_404(request, post.event.uid) if post.event else None


def _put(row: PostPicture, then: str) -> None:
    if then == REMOVE:
        remove_picture(row)
    else:
        move_picture(row, PLACES[then])
