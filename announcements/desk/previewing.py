"""A post as its page would print it, from what is typed in its form."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.safestring import SafeString

from announcements.desk.desk_post_form import DeskPostForm
from announcements.models import Post
from announcements.pages.shown_picture import shown_gallery, shown_picture
from backstage.text.safe_markdown import as_html
from tours.pictures.shown import ShownPicture


class Printed(NamedTuple):
    """What the article of a post's page shows; it has no readers yet."""

    title: str
    language: str
    published_on: Any
    byline: str
    dateline: str
    summary: str
    body_html: SafeString
    categories: Any
    themes: Any
    picture: ShownPicture | None
    gallery: list[ShownPicture]
    views: str = ""


def preview_of(form: DeskPostForm) -> Printed:
    """What the form refuses is left out, and a picture that is not stored yet. The date is the post's, or today's."""
    typed = form.cleaned_data.get
    return Printed(
        title=typed("title", ""),
        language=typed("language", "en"),
        published_on=typed("published_on") or timezone.localdate(),
        byline=typed("byline", ""),
        dateline=typed("dateline", ""),
        summary=typed("summary", ""),
        body_html=as_html(typed("body", "")),
        categories=typed("categories", []),
        themes=typed("themes", []),
        picture=shown_picture(form.instance, form.instance.picture),
        gallery=shown_gallery(form.instance),
    )


def printed_draft(post: Post) -> Printed:
    """The post as it is saved."""
    return Printed(
        title=post.title,
        language=post.language,
        published_on=post.published_on or timezone.localdate(),
        byline=post.byline,
        dateline=post.dateline,
        summary=post.summary,
        body_html=as_html(post.body),
        categories=post.categories.all(),
        themes=post.themes.all(),
        picture=shown_picture(post, post.picture),
        gallery=shown_gallery(post),
    )
