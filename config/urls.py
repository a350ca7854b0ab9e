"""The site's addresses: each room brings its own."""

from django.contrib import admin
from django.urls import include, path

from config import crawlers, style_page
from tours import programme_pages

urlpatterns = [
    path("", programme_pages.home, name="home"),
    path("", include("tours.urls")),
    path("", include("announcements.urls")),
    path("api/", include("api.urls")),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.index, name="sitemap_index"),
    path("sitemaps/<slug:section>.xml", crawlers.section, name="sitemap"),
    path("style/", style_page.style, name="style"),
    path("desk/", include("accounts.desk_urls")),
    path("account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

handler404 = "announcements.old_addresses.not_found"
handler429 = "accounts.throttles.too_many"
