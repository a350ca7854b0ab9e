"""The desk's pages of one event's posts: the list, and the drafts that can be made from what is published."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors import signed_in
from announcements.desk.finding import writing_at
from announcements.desk.lines import line, listed
from announcements.drafting import DRAFT_KINDS, DraftKind
from announcements.models import Post
from announcements.posts.to_write import kinds_to_draft, posts_to_write
from announcements.posts.writing import draft_post
from backstage.lists import page_of
from tours.desk.finding import event_or_404
from tours.models import Event
from tours.role_powers import Power

POSTS_A_PAGE = 25


@require_safe
def desk_posts(request: HttpRequest, uid: object) -> HttpResponse:
    """The event's posts, the last edited first, for users who may read the event. Users who write posts there are also
    offered what can be drafted.
    """
    event = event_or_404(request, uid)
    rows = listed(Post.objects.allowing(signed_in(request), Power.READ).filter(event=event))
    page = page_of(rows.order_by("-updated_at", "-pk"), request.GET.get("page"), POSTS_A_PAGE)
    context = {"event": event, "page": page, "lines": [line(post) for post in page]}
    return render(request, "announcements/desk/event_posts.html", context | _drafts(event))


@require_http_methods(["GET", "HEAD", "POST"])
def desk_draft(request: HttpRequest, uid: object) -> HttpResponse:
    """Offers the kinds of drafts on GET, and writes one on POST, which leads to its page."""
    event, refusal = writing_at(request, uid), ""
    if request.method == "POST":
        try:
            post = _drafted(event, request.POST.get("kind", ""))
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, _("Drafted. Read it, correct it and publish it."))
            return redirect("announcements:desk_post", post.pk)
    context = {"event": event, "refusal": refusal} | _drafts(event)
    return render(request, "announcements/desk/draft.html", context, status=400 if refusal else 200)


def _drafts(event: Event) -> dict[str, object]:
    if not vars(event)["writes_posts"]:
        return {"kinds": []}
    return {"kinds": kinds_to_draft(event), "next": posts_to_write([event]).get(event.pk)}


def _drafted(event: Event, kind: str) -> Post:
    if kind not in DRAFT_KINDS:
        raise ValidationError(_("Choose what the post is to tell."))
    return draft_post(event, kind=DraftKind(kind))
