"""To which events people came before."""

import pytest

from participants.cards.earlier import earlier_participations
from tests.factories import rows
from tests.participants import makers
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def test_earlier_participations_are_those_that_the_user_sees_by_name_newest_first() -> None:
    by, card = rows.operator(), rows.person("Ana Horvat")
    old, new, proposed = (
        makers.published_event(title=title, starts=f"{year}-09-04", ends=f"{year}-09-08")
        for title, year in (("Old", 2015), ("New", 2016), ("Proposed", 2016))
    )
    for event, verb in ((old, makers.accepted), (new, makers.accepted), (proposed, makers.proposed)):
        verb(makers.delegation(event, by=by, city=rows.rijeka()), by=by, person=card)
    week = makers.published_event()
    registrar, viewer = rows.colleague(RoleKind.REGISTRAR, at=old), rows.colleague(RoleKind.VIEWER, at=old)
    seen = [
        [
            (each.event.title, each.body)
            for each in earlier_participations([card.pk], before=week, user=user).get(card.pk, ())
        ]
        for user in (by, registrar, viewer)
    ]
    assert seen == [[("New", "Rijeka"), ("Old", "Rijeka")], [("Old", "Rijeka")], []]
    assert [each.event for each in earlier_participations([card.pk], before=new, user=by)[card.pk]] == [old]
