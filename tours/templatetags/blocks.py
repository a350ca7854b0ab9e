"""Filters that give the blocks of an event's page what they hold. The booklet draws the same values."""

from django import template

from tours.agenda.blocks.cities import coming
from tours.agenda.blocks.glance import glance, more_items, shortened
from tours.agenda.blocks.people import people
from tours.wording import short_weekday_and_day

register = template.Library()
for block_filter in (coming, glance, more_items, people, short_weekday_and_day, shortened):
    register.filter(block_filter)
