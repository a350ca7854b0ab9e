"""Addresses of news."""

from django.urls import path

from announcements import views

app_name = "announcements"
urlpatterns = [path("news/<slug:slug>/", views.post, name="post")]
