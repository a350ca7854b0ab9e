"""Addresses of events and what is drawn from them."""

from datetime import date

from django.urls import path, register_converter

from tours import audit_page, desk, downloads, pictures, programme_pages, role_pages, token_pages, views


class DayConverter:
    """A date as ISO 8601 writes it; anything else is no address of ours."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class DigestConverter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(DigestConverter, "digest")

app_name = "tours"
urlpatterns = [
    path("about/", programme_pages.about, name="about"),
    path("partners/", programme_pages.partners, name="partners"),
    path("brochures/", programme_pages.brochures, name="brochures"),
    path("brochures/<digest:digest>/<str:file_name>", programme_pages.brochure, name="brochure"),
    path("cities/<slug:slug>/", views.city, name="city"),
    path("desk/", desk.desk, name="desk"),
    path("desk/tokens/", token_pages.tokens, name="tokens"),
    path("desk/tokens/new/", token_pages.new_token, name="new_token"),
    path("desk/tokens/<int:key>/revoke/", token_pages.revoke_token, name="revoke_token"),
    path("desk/events/<uuid:uid>/roles/", role_pages.event_roles, name="event_roles"),
    path("desk/programmes/<slug:slug>/roles/", role_pages.programme_roles, name="programme_roles"),
    path("desk/roles/<int:key>/end/", role_pages.end, name="end_role"),
    path("desk/roles/<int:key>/hand-over/", role_pages.hand_over, name="hand_over_role"),
    path("desk/audit/", audit_page.audit, name="audit"),
    path("desk/audit/<int:key>/", audit_page.audit_entry, name="audit_entry"),
    path("events.ics", downloads.events_calendar, name="events_calendar"),
    path("events/", views.events, name="events"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>/changes/", views.changes, name="changes"),
    path("events/<slug:slug>/card.png", pictures.card, name="card"),
    path("events/<slug:slug>/programme.ics", downloads.programme_calendar, name="programme_calendar"),
    path("events/<slug:slug>/programme.pdf", downloads.booklet, name="booklet"),
    path("events/<slug:slug>/days/<day:day>.ics", downloads.day_calendar, name="day_calendar"),
    path("events/<slug:slug>/items/<uuid:uid>/", views.item, name="item"),
    path("events/<slug:slug>/items/<uuid:uid>.ics", downloads.item_calendar, name="item_calendar"),
    path("events/<slug:slug>/documents/<digest:digest>/<str:file_name>", downloads.document, name="document"),
    path("events/<slug:slug>/pictures/<digest:digest>/<str:file_name>", downloads.picture, name="picture"),
]
