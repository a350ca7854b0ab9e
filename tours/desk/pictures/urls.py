"""Addresses of the desk's pages of pictures."""

from django.urls import path

from tours.desk.pictures import logos, of_event, portraits

urlpatterns = [
    path("events/<uuid:uid>/picture/", of_event.picture, name="desk_picture"),
    path("events/<uuid:uid>/picture/<str:size>", of_event.sized, name="desk_picture_file"),
    path("people/<uuid:uid>/portrait/", portraits.portrait, name="desk_portrait"),
    path("people/<uuid:uid>/portrait/<str:size>", portraits.sized, name="desk_portrait_file"),
    path("organisations/<int:key>/logo/", logos.logo, name="desk_logo"),
    path("organisations/<int:key>/logo/<str:size>", logos.sized, name="desk_logo_file"),
]
