"""The site's addresses: each room brings its own."""

from django.contrib import admin
from django.urls import include, path

from tours import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("tours.urls")),
    path("", include("announcements.urls")),
    path("admin/", admin.site.urls),
]
