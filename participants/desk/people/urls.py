"""Addresses of the pages about cards, below /desk/."""

from django.urls import path

from participants.desk.people import cards, merging, pasting

urlpatterns = [
    path("cards/", cards.cards, name="cards"),
    path("cards/merge/", merging.merge_cards, name="merge_cards"),
    path("events/<uuid:uid>/delegates/paste/", pasting.paste, name="paste"),
]
