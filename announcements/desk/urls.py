"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, include, path

import tours.pages.address_parts  # noqa: F401  (an address below has a digest)
from announcements.desk import all_posts, event_posts, gallery, one_post
from announcements.desk.site_texts import editing, listing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("announcements.desk.notices.urls")),
    path("events/<uuid:uid>/posts/", event_posts.desk_posts, name="desk_posts"),
    path("events/<uuid:uid>/posts/draft/", event_posts.desk_draft, name="desk_draft"),
    path("events/<uuid:uid>/posts/new/", one_post.desk_write_post, name="desk_write_post"),
    path("posts/", all_posts.desk_all_posts, name="desk_all_posts"),
    path("posts/new/", one_post.desk_new_post, name="desk_new_post"),
    path("posts/<int:key>/", one_post.desk_post, name="desk_post"),
    path("posts/<int:key>/pictures/", gallery.desk_post_pictures, name="desk_post_pictures"),
    path("posts/<int:key>/pictures/<int:picture>/", gallery.desk_post_picture, name="desk_post_picture"),
    path(
        "posts/<int:key>/pictures/<digest:digest>/<str:size>",
        gallery.desk_post_picture_file,
        name="desk_post_picture_file",
    ),
    path("posts/<int:key>/delete/", one_post.desk_delete_post, name="desk_delete_post"),
    path("site/", listing.desk_site, name="desk_site"),
    path("site/<slug:kind>/", listing.desk_texts, name="desk_texts"),
    path("site/<slug:kind>/new/", editing.desk_new_text, name="desk_new_text"),
    path("site/<slug:kind>/<int:key>/", editing.desk_text, name="desk_text"),
    path("site/<slug:kind>/<int:key>/delete/", editing.desk_delete_text, name="desk_delete_text"),
]
