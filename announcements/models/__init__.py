"""What is told. One module a subject; everything is imported from here."""

from announcements.models.outbox import (
    LEFT_TO_DO,
    MailState,
    OutgoingMail,
    OutgoingMailQuerySet,
    Pace,
    Undeliverable,
)
from announcements.models.posts import Category, OldAddress, Post, PostQuerySet, PostViews, PostWord, State
from announcements.models.site_texts import Page, Testimonial, TestimonialQuerySet

__all__ = [
    "LEFT_TO_DO",
    "Category",
    "MailState",
    "OldAddress",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "Pace",
    "Page",
    "Post",
    "PostQuerySet",
    "PostViews",
    "PostWord",
    "State",
    "Testimonial",
    "TestimonialQuerySet",
    "Undeliverable",
]
