"""Addresses of this room below /desk/events/<uid>/agenda/."""

from django.urls import path

from tours.desk.builder import clashes, copy_day_page, equal_page, many_page, page, shift_page, undo_page
from tours.desk.builder.items import item_page, move_page, steps
from tours.desk.builder.lines import lines_page, understanding

urlpatterns = [
    path("", page.agenda, name="desk_agenda"),
    path("lines/", lines_page.lines, name="desk_lines"),
    path("lines/understood/", understanding.understood, name="desk_understood"),
    path("ticked/", many_page.many, name="desk_ticked"),
    path("shift/", shift_page.shift, name="desk_shift"),
    path("copy-day/", copy_day_page.copy_day, name="desk_copy_day"),
    path("equal/", equal_page.equal, name="desk_equal"),
    path("clashes/", clashes.clashes, name="desk_clashes"),
    path("undo/", undo_page.step_back, {"verb": "undo"}, name="desk_undo"),
    path("redo/", undo_page.step_back, {"verb": "redo"}, name="desk_redo"),
    path("items/<uuid:item>/", item_page.item, name="desk_item"),
    path("items/<uuid:item>/row/", item_page.row, name="desk_item_row"),
    path("items/<uuid:item>/move/", move_page.move, name="desk_move"),
    path("items/<uuid:item>/<slug:step>/", steps.step, name="desk_item_step"),
]
