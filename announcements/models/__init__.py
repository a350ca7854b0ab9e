"""The rows of announcements, one module for each subject. Import them from here."""

from announcements.models.categories import Category
from announcements.models.notices import ENDED, Notice, NoticeRecipient, NoticeState
from announcements.models.posts import (
    OldAddress,
    Post,
    PostPicture,
    PostQuerySet,
    PostViews,
    PostWord,
    PostWordForm,
    State,
)
from announcements.models.site_texts import Page, Testimonial, TestimonialQuerySet

__all__ = [
    "ENDED",
    "Category",
    "Notice",
    "NoticeRecipient",
    "NoticeState",
    "OldAddress",
    "Page",
    "Post",
    "PostPicture",
    "PostQuerySet",
    "PostViews",
    "PostWord",
    "PostWordForm",
    "State",
    "Testimonial",
    "TestimonialQuerySet",
]
