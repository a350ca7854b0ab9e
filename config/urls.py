"""The addresses of the site. Each room has its own `urls` module."""

from django.contrib import admin
from django.urls import include, path

from config import crawlers
from config.style.page import style
from tours.pages import programme

urlpatterns = [
    path("", programme.home, name="home"),
    path("", include("tours.urls")),
    path("", include("participants.urls")),
    path("", include("announcements.urls")),
    path("api/", include("api.urls")),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.index, name="sitemap_index"),
    path("sitemaps/pages.xml", crawlers.pages, name="sitemap_pages"),
    path("sitemaps/<slug:part>.xml", crawlers.part, name="sitemap"),
    path("style/", style, name="style"),
    path("", include("backstage.urls")),
    path("account/", include("accounts.pages.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.running.refusals.bad_request"
handler403 = "config.running.refusals.forbidden"
handler404 = "config.running.refusals.not_found"
handler429 = "accounts.throttles.too_many"
handler500 = "config.running.unavailable.failure"
