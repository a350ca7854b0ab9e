"""The documents that I may have."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from participants.delegate.pages import delegate_of, page_of
from participants.following.standing import standing_of
from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area
from tours.serving.by_audience.days import outline
from tours.serving.by_audience.documents import documents_part, file_of


@by_visit(Area.DELEGATE, kept=True)
def documents(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    reading = standing_of(delegate_of(visit)).reading
    return page_of(request, visit, "documents.html", part=documents_part(reading), shown=outline(reading))


@by_visit(Area.DELEGATE, kept=True)
def file(_request: HttpRequest, visit: LinkSession, digest: str, file_name: str) -> HttpResponseBase:
    return file_of(standing_of(delegate_of(visit)).reading, digest, file_name)
