"""The pages of the site itself: testimonials, accessibility and privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from announcements.models import Page, Testimonial
from announcements.pages.default_texts import default_page
from backstage.lists import page_of
from backstage.text.safe_markdown import as_html
from tours.serving.public_pages import public_page

TESTIMONIALS_A_PAGE = 20


@public_page
def testimonials(request: HttpRequest) -> HttpResponse:
    """The testimonials in the office's order, paged by `?page=2`."""
    page = page_of(Testimonial.objects.published(), request.GET.get("page"), TESTIMONIALS_A_PAGE)
    return render(request, "announcements/testimonial_list.html", {"page": page})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(request, "accessibility")


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    return _page(request, "privacy")


def _page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page as the office wrote it, or else the software's default text."""
    page = Page.objects.filter(slug=slug).first() or default_page(slug)
    return render(request, "announcements/site_page.html", {"page": page, "body_html": as_html(page.body)})
