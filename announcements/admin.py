"""Posts and categories for operators, and the drafting of posts at their events."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from announcements.bodies import as_html
from announcements.drafting import DraftKind
from announcements.models import Category, Post, State
from announcements.posts import delete_post, draft_post, publish_post, save_post
from announcements.redacting import redact_person, redact_text
from tours.admin.base import StaffAdmin, operator
from tours.admin.events import EventAdmin
from tours.admin.redacting import Verbs
from tours.models import Event

DRAFT_ACTIONS = {
    DraftKind.ATTENDING: gettext_lazy("Draft a post: who will attend"),
    DraftKind.PROGRAMME_PUBLISHED: gettext_lazy("Draft a post: the programme is published"),
    DraftKind.PROGRAMME_CHANGED: gettext_lazy("Draft a post: the programme has changed"),
    DraftKind.WHAT_HAPPENED: gettext_lazy("Draft a post: what happened"),
}


@admin.register(Category)
class CategoryAdmin(StaffAdmin):
    list_display = ["name", "position", "slug"]
    search_fields = ["name"]


@admin.register(Post)
class PostAdmin(StaffAdmin):
    """The state of a post moves by the action alone."""

    list_display = ["title", "state", "published_on", "event", "byline"]
    list_filter = ["state", "categories", "themes", "published_on"]
    list_select_related = ["event"]
    search_fields = ["title", "summary", "byline", "event__title"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["event", "categories"]
    filter_horizontal = ["themes"]
    readonly_fields = ["state", "published_by", "edition", "preview", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["title", "dateline", "byline", "summary", "body", "preview"]}),
        (gettext_lazy("Where it belongs"), {"fields": ["event", "edition", "categories", "themes", "language"]}),
        (gettext_lazy("Publication"), {"fields": ["state", "published_on", "published_by", "slug", "earlier_views"]}),
        (gettext_lazy("History"), {"fields": ["created_at", "updated_at"]}),
    ]
    actions = ["publish"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return Post.objects.editable_by(operator(request)).order_by(*self.get_ordering(request))

    @admin.display(description=gettext_lazy("as printed"))
    def preview(self, post: Post) -> SafeString:
        return as_html(post.body)

    @admin.action(description=gettext_lazy("Publish selected posts"), permissions=["change"])
    def publish(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        for post in posts:
            self._publish(request, post)

    def _publish(self, request: HttpRequest, post: Post) -> None:
        try:
            publish_post(post, by=operator(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            self.log_change(request, post, _("Published."))
            messages.success(request, _("“%(post)s” is published.") % {"post": post})

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        if "_publish" in request.POST:
            self._publish(request, obj)
        return super().response_change(request, obj)

    def get_view_on_site_url(self, obj: Post | None = None) -> str | None:
        """None for a draft, which has no page yet."""
        is_seen = obj is not None and obj.state == State.PUBLISHED
        return super().get_view_on_site_url(obj) if is_seen else None

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        save_post(obj)

    def delete_model(self, request: HttpRequest, obj: Post) -> None:
        delete_post(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        for post in queryset:
            delete_post(post)


def _draft_action(kind: DraftKind) -> Callable[..., HttpResponse | None]:
    @admin.action(description=DRAFT_ACTIONS[kind], permissions=["draft"])
    def action(modeladmin: "DraftingEventAdmin", request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
        return modeladmin.draft(request, events, kind)

    action.__name__ = f"draft_{kind}"
    return action


admin.site.unregister(Event)


@admin.register(Event)
class DraftingEventAdmin(EventAdmin):
    """The administration of events with the actions that tours, the lower room, cannot know."""

    actions = [*EventAdmin.actions, *map(_draft_action, DraftKind)]
    redaction = Verbs(text=redact_text, person=redact_person)

    def has_draft_permission(self, request: HttpRequest) -> bool:
        return operator(request).has_perm("announcements.add_post")

    def draft(self, request: HttpRequest, events: QuerySet[Event], kind: DraftKind) -> HttpResponse | None:
        """Drafts a post of each event, and opens it where it is only one."""
        posts = [post for event in events if (post := self._drafted(request, event, kind))]
        if len(posts) != 1:
            return None
        return HttpResponseRedirect(reverse("admin:announcements_post_change", args=[posts[0].pk]))

    def _drafted(self, request: HttpRequest, event: Event, kind: DraftKind) -> Post | None:
        try:
            post = draft_post(event, kind=kind, by=operator(request))
        except ValidationError as refusal:
            messages.error(request, f"{event}: {' '.join(refusal.messages)}")
            return None
        self.log_change(request, event, _("Drafted the post “%(post)s”.") % {"post": post})
        messages.success(request, _("Drafted “%(post)s”. Read it, mend it and publish it.") % {"post": post})
        return post
