"""Public addresses of events and of their outputs."""

from django.urls import path

import tours.pages.address_parts  # noqa: F401  (addresses below have a day and a digest)
from tours.pages import (
    booklets,
    calendars,
    changes,
    drafts,
    events,
    files,
    my_programme,
    pictures,
    programme,
)
from tours.pages.cities_and_people import cities, city, person

urlpatterns = [
    path("about/", programme.about, name="about"),
    path("partners/", programme.partners, name="partners"),
    path("brochures/", programme.brochures, name="brochures"),
    path("brochures/<digest:digest>/<str:file_name>", programme.brochure, name="brochure"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", city.city, name="city"),
    path("events.ics", calendars.events_calendar, name="events_calendar"),
    path("drafts/", drafts.draft, name="draft"),
    path("drafts/programme.pdf", drafts.booklet, name="draft_booklet"),
    path("events/", events.events, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/changes/", changes.changes, name="changes"),
    path("events/<slug:slug>/card.png", pictures.card, name="card"),
    path("events/<slug:slug>/programme.ics", calendars.programme_calendar, name="programme_calendar"),
    path("events/<slug:slug>/programme.pdf", booklets.booklet, name="booklet"),
    path("events/<slug:slug>/days/<day:day>.ics", calendars.day_calendar, name="day_calendar"),
    path("events/<slug:slug>/my-programme/", my_programme.my_programme, name="my_programme"),
    path("events/<slug:slug>/my-programme.ics", my_programme.my_calendar, name="my_calendar"),
    path("events/<slug:slug>/items/<uuid:uid>/", events.item, name="item"),
    path("events/<slug:slug>/items/<uuid:uid>.ics", calendars.item_calendar, name="item_calendar"),
    path("events/<slug:slug>/documents/<digest:digest>/<str:file_name>", files.document, name="document"),
    path("events/<slug:slug>/pictures/<digest:digest>/<str:file_name>", files.picture, name="picture"),
    path("people/<slug:slug>/", person.person, name="person"),
    path("events/<slug:slug>/pictures/<digest:digest>/sizes/<str:size>", pictures.sized, name="sized_picture"),
    path("partners/logos/<digest:digest>/<str:size>", pictures.logo, name="logo"),
    path("portraits/<digest:digest>/<str:size>", pictures.portrait, name="portrait"),
]
