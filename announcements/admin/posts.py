"""Posts and their categories: users write, publish, schedule and unpublish them."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.visitors import signed_in
from announcements.admin.schedule_form import SCHEDULE, ScheduleForm
from announcements.models import Category, Post, PostViews, PostWord, State
from announcements.pages.previewing import preview_page
from announcements.posts.categories import delete_category, save_category
from announcements.posts.post_form import EVENT_HINT
from announcements.posts.search_words import write_words
from announcements.posts.writing import delete_post, lock_post, publish_post, save_post, unpublish_post
from tours.admin.base import LANGUAGE, WIDE, LatestEvents, SharedAdmin, StaffAdmin, moment_of, name_of
from tours.models import Event
from tours.models.rights import allowed_anywhere, allowed_at_own_programme
from tours.role_powers import Power


@admin.register(Category)
class CategoryAdmin(SharedAdmin):
    list_display = ["name", "position", "slug"]
    search_fields = ["name"]

    def save_model(self, request: HttpRequest, obj: Category, form: Any, change: bool) -> None:
        save_category(obj)

    def delete_model(self, request: HttpRequest, obj: Category) -> None:
        delete_category(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Category]) -> None:
        for category in queryset:
            delete_category(category)


class AdminPostForm(ScheduleForm):
    class Meta(ScheduleForm.Meta):
        widgets: ClassVar[dict[str, Any]] = {**ScheduleForm.Meta.widgets, "title": WIDE, "dateline": WIDE, "slug": WIDE}
        help_texts = {"language": LANGUAGE, "event": EVENT_HINT}


@admin.register(Post)
class PostAdmin(StaffAdmin):
    """Only actions and buttons change the state of a post."""

    form = AdminPostForm
    list_display = ["title", "published_on", "state", "scheduled", "of_event", "filed_under", "all_views"]
    list_filter = ["state", "categories", ("themes", admin.RelatedOnlyFieldListFilter), ("event", LatestEvents)]
    list_select_related = ["event", "views"]
    search_fields = ["title", "summary", "byline", "event__title", "old_addresses__path"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["event"]
    save_on_top = True
    readonly_fields = [
        "state",
        "publisher",
        "scheduler",
        "schedule_note",
        "edition",
        "views_here",
        "created",
        "updated",
    ]
    fieldsets = [
        (None, {"fields": ["title", "dateline", "byline", "summary", "body"]}),
        (
            gettext_lazy("Event, categories and language"),
            {"fields": ["event", "edition", "categories", "themes", "language"]},
        ),
        (
            gettext_lazy("Publication"),
            {"fields": ["state", *SCHEDULE, "published_on", "publisher", "slug", "earlier_views", "views_here"]},
        ),
        (gettext_lazy("History"), {"fields": ["created", "updated"]}),
    ]
    actions = ["publish", "unpublish"]
    scheduled = moment_of("scheduled_for", gettext_lazy("scheduled for"))
    publisher = name_of("published_by", gettext_lazy("published by"))
    scheduler = name_of("scheduled_by", gettext_lazy("scheduled by"))
    created = moment_of("created_at", gettext_lazy("created"))
    updated = moment_of("updated_at", gettext_lazy("last edited"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return super().get_queryset(request).prefetch_related("categories")

    def visible(self, user: User) -> QuerySet[Post]:
        """Posts of events that the user may read, drafts included."""
        return Post.objects.allowing(user, Power.READ)

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, Power.POSTS)

    def offered(self, field: str, user: User) -> QuerySet[Any] | None:
        return Event.objects.allowing(user, Power.POSTS) if field == "event" else super().offered(field, user)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Requires an event, except from users who may write for the site: a post without one is the site's own."""
        if db_field.name == "event":
            kwargs["required"] = not allowed_at_own_programme(signed_in(request), Power.POSTS)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("event"), ordering="event__title")
    def of_event(self, post: Post) -> str:
        """The event's title. The cells of the field itself would not wrap."""
        return str(post.event or "")

    @admin.display(description=gettext_lazy("categories"))
    def filed_under(self, post: Post) -> str:
        return ", ".join(category.name for category in post.categories.all())

    @admin.display(description=gettext_lazy("views"))
    def all_views(self, post: Post) -> int:
        """Views here and on the site from which the post was imported."""
        return post.earlier_views + self.views_here(post)

    @admin.display(description=gettext_lazy("views here"))
    def views_here(self, post: Post) -> int:
        views: PostViews | None = getattr(post, "views", None)
        return views.count if views else 0

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/preview/", preview, name="announcements_post_preview"), *super().get_urls()]

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        post: Post | None = self.get_object(request, object_id)
        if post is None:
            raise Http404
        if not self.has_view_permission(request, post):
            raise PermissionDenied
        return preview_page(request, post)

    @admin.action(description=gettext_lazy("Publish selected posts"), permissions=["change"])
    def publish(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        for post in self.among(request, posts, self.editable(signed_in(request))):
            self._publish(request, post)

    @admin.action(description=gettext_lazy("Take back to draft"), permissions=["change"])
    def unpublish(self, request: HttpRequest, posts: QuerySet[Post]) -> None:
        for post in self.among(request, posts, self.editable(signed_in(request))):
            self._unpublish(request, post)

    def _publish(self, request: HttpRequest, post: Post) -> bool:
        try:
            post = publish_post(post, by=signed_in(request))
        except ValidationError as refusal:
            return _refused(request, refusal)
        self.log_change(request, post, _("Published."))
        page = format_html('<a href="{}">{}</a>', post.get_absolute_url(), post)
        messages.success(request, format_html(_("“{post}” is published."), post=page))
        return True

    def _unpublish(self, request: HttpRequest, post: Post) -> bool:
        try:
            unpublish_post(post, by=signed_in(request))
        except ValidationError as refusal:
            return _refused(request, refusal)
        self.log_change(request, post, _("Taken back to draft."))
        messages.success(request, _("“%(post)s” is a draft again: readers no longer see it.") % {"post": post})
        return True

    def _moved(self, request: HttpRequest, post: Post) -> bool:
        """Whether a button beside "Save" changed the post's state. That change has a message of its own."""
        if not self.has_change_permission(request, post):
            return False
        if "_publish" in request.POST:
            return self._publish(request, post)
        return "_unpublish" in request.POST and self._unpublish(request, post)

    def response_add(self, request: HttpRequest, obj: Post, post_url_continue: str | None = None) -> HttpResponse:
        if self._moved(request, obj):
            return self.response_post_save_add(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        if self._moved(request, obj):
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The rows that a deletion removes, without the hundreds of search words, which mean nothing to the user."""
        lines, counts, *more = super().get_deleted_objects(objs, request)
        counts.pop(str(PostWord._meta.verbose_name_plural), None)
        return _without_words(lines), counts, *more

    def get_view_on_site_url(self, obj: Post | None = None) -> str | None:
        """The address of the post's page. A draft has no page yet: None."""
        is_seen = obj is not None and obj.state == State.PUBLISHED
        return super().get_view_on_site_url(obj) if is_seen else None

    def lock(self, row: Post) -> None:
        lock_post(row)

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        save_post(obj)
        form.schedule(by=signed_in(request))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Writes the search words again, as categories are saved after the post and their names are among its words."""
        super().save_related(request, form, formsets, change)
        write_words(form.instance)

    def delete_model(self, request: HttpRequest, obj: Post) -> None:
        delete_post(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> None:
        for post in queryset:
            delete_post(post)


def _refused(request: HttpRequest, refusal: ValidationError) -> bool:
    messages.error(request, " ".join(refusal.messages))
    return False


def _without_words(lines: list[Any]) -> list[Any]:
    """A nested list without the lines for search words.

    Rows that have a page of their own are links, so none of them is removed.
    """
    word = f"{capfirst(PostWord._meta.verbose_name)}: "
    nested = (_without_words(each) if isinstance(each, list) else each for each in lines)
    return [each for each in nested if each and (isinstance(each, list) or not each.startswith(word))]
