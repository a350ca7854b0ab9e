"""Addresses of news, of search, and of the site's own texts."""

from django.urls import path

import tours.pages.address_parts  # noqa: F401  (an address below has a digest)
from announcements.pages import feeds, pictures, posts, search, site_texts

urlpatterns = [
    path("news/", posts.posts, name="posts"),
    path("news/feed.atom", feeds.feed, name="feed"),
    path("news/categories/<slug:slug>/feed.atom", feeds.category_feed, name="category_feed"),
    path("news/<slug:slug>/", posts.post, name="post"),
    path("news/<slug:slug>/card.png", pictures.card, name="card"),
    path("news/<slug:slug>/pictures/<digest:digest>/<str:size>", pictures.picture, name="picture"),
    path("news/<slug:slug>/read.gif", posts.read, name="read"),
    path("search/", search.search, name="search"),
    path("testimonials/", site_texts.testimonials, name="testimonials"),
    path("accessibility/", site_texts.accessibility, name="accessibility"),
    path("privacy/", site_texts.privacy, name="privacy"),
]
