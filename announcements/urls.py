"""Addresses of news, and of the site's own texts."""

from django.urls import path

from announcements import bounce_hook, feed_views, mail_desk, pictures, search_page, site_pages, views

app_name = "announcements"
urlpatterns = [
    path("news/", views.posts, name="posts"),
    path("news/feed.atom", feed_views.feed, name="feed"),
    path("news/categories/<slug:slug>/feed.atom", feed_views.category_feed, name="category_feed"),
    path("news/<slug:slug>/", views.post, name="post"),
    path("news/<slug:slug>/card.png", pictures.card, name="card"),
    path("news/<slug:slug>/read.gif", views.read, name="read"),
    path("search/", search_page.search, name="search"),
    path("testimonials/", site_pages.testimonials, name="testimonials"),
    path("accessibility/", site_pages.accessibility, name="accessibility"),
    path("privacy/", site_pages.privacy, name="privacy"),
    path("mail/bounces/", bounce_hook.bounces, name="bounces"),
    path("desk/mail/", mail_desk.mails, name="outgoing_mails"),
    path("desk/mail/<int:key>/", mail_desk.mail, name="outgoing_mail"),
    path("desk/mail/<int:key>/retry/", mail_desk.retry_mail, name="retry_mail"),
    path("desk/mail/undeliverable/<int:key>/clear/", mail_desk.clear_undeliverable, name="clear_undeliverable"),
]
