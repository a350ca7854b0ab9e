"""Addresses of the API. Its version is in the path: what version 1 says keeps its name and meaning."""

from django.urls import path, re_path

from api import guide, schema
from api.reading.views import NoSuchAddress
from api.v1.desk import documents, shared_rows
from api.v1.desk import events as desk_events
from api.v1.desk import items as desk_items
from api.v1.desk import participants as desk_participants
from api.v1.desk import people as desk_people
from api.v1.reading import cities, editions, events, news, programmes, start

app_name = "api"
urlpatterns = [
    path("", guide.guide, name="guide"),
    path("schema/", schema.CommittedSchema.as_view(), name="schema"),
    path("v1/", start.Start.as_view(), name="start"),
    path("v1/programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    path("v1/programmes/<slug:slug>/", programmes.ProgrammeDetail.as_view(), name="programme"),
    path("v1/events/", events.EventList.as_view(), name="events"),
    path("v1/events/<slug:slug>/", events.EventDetail.as_view(), name="event"),
    path("v1/events/<slug:slug>/editions/", editions.EditionList.as_view(), name="editions"),
    path("v1/events/<slug:slug>/editions/<int:number>/", editions.EditionDetail.as_view(), name="edition"),
    path("v1/events/<slug:slug>/changes/", editions.ChangeList.as_view(), name="changes"),
    path("v1/items/", events.ItemList.as_view(), name="items"),
    path("v1/cities/", cities.CityList.as_view(), name="cities"),
    path("v1/cities/<slug:slug>/", cities.CityDetail.as_view(), name="city"),
    path("v1/organisations/", programmes.OrganisationList.as_view(), name="organisations"),
    path("v1/posts/", news.PostList.as_view(), name="posts"),
    path("v1/posts/<slug:slug>/", news.PostDetail.as_view(), name="post"),
    path("v1/testimonials/", news.TestimonialList.as_view(), name="testimonials"),
    path("v1/documents/", programmes.DocumentList.as_view(), name="documents"),
    path("v1/desk/cities/", shared_rows.CityList.as_view(), name="desk_cities"),
    path("v1/desk/cities/<slug:slug>/", shared_rows.CityDetail.as_view(), name="desk_city"),
    path("v1/desk/venues/", shared_rows.VenueList.as_view(), name="venues"),
    path("v1/desk/venues/<int:pk>/", shared_rows.VenueDetail.as_view(), name="venue"),
    path("v1/desk/organisations/", shared_rows.OrganisationList.as_view(), name="desk_organisations"),
    path("v1/desk/organisations/<int:pk>/", shared_rows.OrganisationDetail.as_view(), name="desk_organisation"),
    path("v1/desk/people/", shared_rows.CardList.as_view(), name="cards"),
    path("v1/desk/people/<uuid:uid>/", shared_rows.CardDetail.as_view(), name="card"),
    path("v1/desk/events/", desk_events.DraftEventList.as_view(), name="draft_events"),
    path("v1/desk/events/<uuid:uid>/", desk_events.DraftEventDetail.as_view(), name="draft_event"),
    path("v1/desk/events/<uuid:uid>/items/", desk_items.DraftItemList.as_view(), name="draft_items"),
    path("v1/desk/events/<uuid:uid>/items/<uuid:item>/", desk_items.DraftItemDetail.as_view(), name="draft_item"),
    path("v1/desk/events/<uuid:uid>/people/", desk_people.DraftPersonList.as_view(), name="draft_people"),
    path(
        "v1/desk/events/<uuid:uid>/people/<uuid:person>/", desk_people.DraftPersonDetail.as_view(), name="draft_person"
    ),
    path("v1/desk/events/<uuid:uid>/documents/", documents.DraftDocumentList.as_view(), name="draft_documents"),
    path(
        "v1/desk/events/<uuid:uid>/documents/<int:document>/",
        documents.DraftDocumentDetail.as_view(),
        name="draft_document",
    ),
    path("v1/desk/events/<uuid:uid>/delegations/", desk_participants.DelegationList.as_view(), name="delegations"),
    path("v1/desk/events/<uuid:uid>/delegates/", desk_participants.DelegateList.as_view(), name="delegates"),
    path("v1/desk/events/<uuid:uid>/publish/", desk_events.Publishing.as_view(), name="publish"),
    re_path(r"^[\s\S]*/$", NoSuchAddress.as_view(), name="no_such_address"),
]
