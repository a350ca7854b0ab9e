"""The rows of announcements, one module for each subject. Import them from here."""

from announcements.models.categories import Category
from announcements.models.notices import ENDED, Notice, NoticeRecipient, NoticeState
from announcements.models.old_addresses import OldAddress
from announcements.models.post_words import PostWord, PostWordForm
from announcements.models.posts import Post, PostPicture, PostQuerySet, PostViews, State
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
