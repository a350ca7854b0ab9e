"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, path

from announcements.desk import all_posts, event_posts, one_post

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<uuid:uid>/posts/", event_posts.desk_posts, name="desk_posts"),
    path("events/<uuid:uid>/posts/draft/", event_posts.desk_draft, name="desk_draft"),
    path("events/<uuid:uid>/posts/new/", one_post.desk_write_post, name="desk_write_post"),
    path("posts/", all_posts.desk_all_posts, name="desk_all_posts"),
    path("posts/new/", one_post.desk_new_post, name="desk_new_post"),
    path("posts/<int:key>/", one_post.desk_post, name="desk_post"),
    path("posts/<int:key>/delete/", one_post.desk_delete_post, name="desk_delete_post"),
]
