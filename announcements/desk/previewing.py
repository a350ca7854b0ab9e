"""A post as its page would print it, from what is typed in its form."""

from typing import Any, NamedTuple

from django.forms import ModelForm
from django.utils import timezone
from django.utils.safestring import SafeString

from announcements.models import Post
from backstage.text.safe_markdown import as_html


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
    views: str = ""


def preview_of(form: "ModelForm[Post]") -> Printed:
    """What the form refuses is left out. The date is the post's, or today's."""
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
    )
