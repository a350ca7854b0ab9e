"""The outputs drawn for an event, each with a plain program that writes the same words for comparison."""

from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from bench.baselines import booklet as plain_booklet
from bench.baselines import calendar as plain_calendar
from bench.baselines import page as plain_page
from bench.measuring import Work
from tours.addresses import subscribe_address
from tours.agenda.view import AgendaView
from tours.booklet import Paper, booklet
from tours.models.editions.published import EventPhase
from tours.pages.context import site_facts
from tours.serving.feed_pieces import draw_feed
from tours.serving.kept_outputs import purge


class Drawing(NamedTuple):
    ours: Work
    plain: Work


def page(view: AgendaView) -> Drawing:
    recorded = plain_page.pieces(page_bytes(view))
    return Drawing(Work(partial(page_bytes, view)), Work(partial(plain_page.page, recorded)))


def page_bytes(view: AgendaView) -> bytes:
    """The event's page, drawn as the view draws it for a past event. A test checks that both give the same bytes."""
    webcal_url = subscribe_address(settings.BASE_URL, view.event.slug)
    context = {"view": view, "event": view.event, "phase": EventPhase.PAST, "webcal_url": webcal_url}
    return render_to_string("tours/event_detail.html", site_facts() | context).encode()


def calendar(view: AgendaView) -> Drawing:
    return Drawing(Work(partial(draw_feed, view), prepare=partial(_forget_feed, view)), _plain_calendar(view))


def next_calendar(before: AgendaView, view: AgendaView) -> Drawing:
    """The calendar of an edition, drawn after the calendar of the edition before it."""
    return Drawing(Work(partial(draw_feed, view), prepare=partial(_draw_anew, before)), _plain_calendar(view))


def pdf(view: AgendaView) -> Drawing:
    draw = partial(booklet, view, base_url=settings.BASE_URL, paper=Paper.A4)
    recorded = plain_booklet.pages(draw())
    return Drawing(Work(draw), Work(partial(plain_booklet.booklet, recorded)))


def _draw_anew(view: AgendaView) -> bytes:
    _forget_feed(view)
    return draw_feed(view)


def _forget_feed(view: AgendaView) -> None:
    """Deletes what drawing another edition has left for this one."""
    purge([view.event.uid])


def _plain_calendar(view: AgendaView) -> Work:
    opening = plain_calendar.opening(_draw_anew(view))
    return Work(partial(plain_calendar.calendar, view, opening, settings.BASE_URL, settings.OFFICE_EMAIL))
