"""The desk's list of all posts that the user may write."""

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from announcements.desk.lines import line, listed
from announcements.models import Post, PostQuerySet, State
from announcements.search import posts_matching
from backstage.lists import LONGEST_QUERY, FilteredList
from tours.models import Event
from tours.models.rights import allowed_anywhere, allowed_at_own_programme
from tours.role_powers import Power

POSTS_A_PAGE = 25
STATES = [
    ("draft", _("Draft")),
    ("scheduled", _("Scheduled")),
    ("published", _("Published")),
    ("held", _("Not published as scheduled")),
]


class DeskPostFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)
    event = django_filters.CharFilter(method="at_event", label=_("Event title"), max_length=LONGEST_QUERY)
    state = django_filters.ChoiceFilter(method="in_state", label=_("State"), choices=STATES, empty_label=_("Any"))

    class Meta:
        model = Post
        fields: list[str] = []

    def with_words(self, posts: PostQuerySet, _name: str, query: str) -> PostQuerySet:
        return posts_matching(posts, query)

    def at_event(self, posts: PostQuerySet, _name: str, text: str) -> PostQuerySet:
        return posts.filter(event__in=Event.objects.named(text).order_by().values("pk"))

    def in_state(self, posts: PostQuerySet, _name: str, state: str) -> PostQuerySet:
        match state:
            case "published":
                return posts.published()
            case "held":
                return posts.exclude(schedule_note="")
        return posts.filter(state=State.DRAFT, scheduled_for__isnull=state == "draft")


@require_safe
def desk_all_posts(request: HttpRequest) -> HttpResponse:
    """The last edited first. Whoever writes posts nowhere is told so."""
    user = signed_in(request)
    found = FilteredList(DeskPostFilter, Post.objects.editable_by(user), request.GET.dict(), request)
    page = found.page(listed(found.matching).order_by("-updated_at", "-pk"), POSTS_A_PAGE)
    context = {
        "form": found.form,
        "chosen": found.chosen(),
        "page": page,
        "lines": [line(post) for post in page],
        "writes": allowed_anywhere(user, Power.POSTS),
        "writes_for_site": allowed_at_own_programme(user, Power.POSTS),
    }
    return render(request, "announcements/desk/posts.html", context)
