"""Those whom a notice is for, as the desk lists them: whom no mail reaches, with numbers to call, and who has seen it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import Notice, NoticeRecipient
from announcements.notices.concern.readers import ReaderKind
from announcements.notices.letters.recipients import Recipient, recipients_of
from backstage.text.folding import folded
from participants.desk.links import seen
from participants.desk.links.seen import Number
from participants.models import Delegate, FocalPoint, PersonContact, SeenEdition
from tours.models import Event

About = tuple[ReaderKind, int]
PARTS: Mapping[ReaderKind, Promise] = {
    ReaderKind.PERSON: gettext_lazy("has a part in the programme"),
    ReaderKind.HOST: gettext_lazy("liaison of the host"),
    ReaderKind.FOCAL_POINT: gettext_lazy("focal point"),
}
"""As what somebody is told who is no delegate."""


class Line(NamedTuple):
    about: About
    name: str
    part: str
    """The city of a delegate; or as what others are told."""
    unreachable: str
    """Why no mail reaches them; empty if one does."""
    numbers: list[Number]
    seen: str = ""
    has_seen: bool = False
    delegate: int | None = None
    """The key of a delegate, who has a page."""


@dataclass(frozen=True)
class People:
    """`least` is the version that delegates should have seen; with 0 nobody is asked. Numbers are for who registers people.

    In all it costs a fixed number of queries, of which those of `lines` read only the people of one page.
    """

    event: Event
    abouts: Sequence[About]
    user: User
    least: int = 0

    @cached_property
    def in_order(self) -> list[About]:
        """First who has not seen it and gets no mail, then who has not seen it. Each by name."""
        names = self._names if self.abouts else {}
        return sorted(self.abouts, key=lambda each: (each in self.have_seen, each in self.reached, names[each]))

    @cached_property
    def reached(self) -> frozenset[About]:
        """The people with a mailbox that takes mail."""
        delegates = seen.reached_of(Delegate.objects.filter(event=self.event)) if self._delegates else set()
        others = {about for about, each in self._others.items() if each.boxes}
        return frozenset({(ReaderKind.DELEGATE, key) for key in delegates}.intersection(self.abouts) | others)

    @property
    def unreached(self) -> int:
        return len(self.abouts) - len(self.reached)

    @cached_property
    def have_seen(self) -> frozenset[About]:
        """The delegates who have seen that version, or a later one."""
        if not self.least:
            return frozenset()
        rows = SeenEdition.objects.filter(delegate__event=self.event, number__gte=self.least)
        keys = rows.order_by().values_list("delegate", flat=True)
        return frozenset({(ReaderKind.DELEGATE, key) for key in keys}.intersection(self.abouts))

    def counts(self) -> dict[str, int]:
        """How many people there are of each kind."""
        return {kind.value: sum(each is kind for each, _key in self.abouts) for kind in ReaderKind}

    def lines(self, page: Iterable[About]) -> list[Line]:
        """The lines of those on one page, in their order."""
        shown = list(page)
        keys = [key for kind, key in shown if kind is ReaderKind.DELEGATE]
        rows = seen.lines(self.event, keys, self.least or 1, self._reached_delegates) if keys else []
        found = {(ReaderKind.DELEGATE, line.row.pk): self._of_delegate(line) for line in rows}
        numbers = self._numbers_of_others(shown) if self._shows_numbers else {}
        return [found.get(about) or self._of_other(about, numbers) for about in shown]

    @property
    def _shows_numbers(self) -> bool:
        return bool(vars(self.event)["registers"])

    @cached_property
    def _delegates(self) -> frozenset[int]:
        return frozenset(key for kind, key in self.abouts if kind is ReaderKind.DELEGATE)

    @property
    def _reached_delegates(self) -> frozenset[int]:
        return frozenset(key for kind, key in self.reached if kind is ReaderKind.DELEGATE)

    @cached_property
    def _others(self) -> dict[About, Recipient]:
        abouts = [about for about in self.abouts if about[0] is not ReaderKind.DELEGATE]
        rows = [NoticeRecipient(**{f"{kind}_id": key}) for kind, key in abouts]
        return dict(zip(abouts, recipients_of(rows), strict=True)) if rows else {}

    @property
    def _names(self) -> dict[About, list[str]]:
        """The names by which people are ordered."""
        rows = Delegate.objects.filter(event=self.event).order_by().values_list("pk", "name", "person__display_name")
        delegates = {(ReaderKind.DELEGATE, key): folded(person or name) for key, name, person in rows}
        return delegates | {about: folded(each.name) for about, each in self._others.items()}

    def _of_delegate(self, line: seen.Line) -> Line:
        return Line(
            (ReaderKind.DELEGATE, line.row.pk),
            line.name,
            line.body,
            line.unreachable,
            line.numbers if self._shows_numbers else [],
            line.seen,
            bool(self.least) and line.has_seen,
            line.row.pk,
        )

    def _of_other(self, about: About, numbers: Mapping[About, str]) -> Line:
        unreachable = "" if about in self.reached else _("No mail reaches them.")
        number = numbers.get(about)
        told = [seen.Number("", number)] if number else []
        return Line(about, self._others[about].name, str(PARTS[about[0]]), unreachable, told)

    def _numbers_of_others(self, abouts: Iterable[About]) -> dict[About, str]:
        """The telephone numbers of those who are no delegates. A speaker's number is shown only where the user
        registers the speaker somewhere. Two queries, or none without others.
        """
        keys = {kind: [key for each, key in abouts if each is kind] for kind in PARTS}
        people = PersonContact.objects.visible_to(self.user).filter(person__in=keys[ReaderKind.PERSON])
        points = FocalPoint.objects.filter(pk__in=keys[ReaderKind.FOCAL_POINT])
        return {
            **{(ReaderKind.PERSON, key): number for key, number in people.values_list("person", "telephone")},
            **{(ReaderKind.FOCAL_POINT, key): number for key, number in points.values_list("pk", "telephone")},
        }


def recipients_noted(notice: Notice) -> list[About]:
    """The recipients of the notice, as they are noted, whether it was sent or waits. One query."""
    kinds = [kind.value for kind in ReaderKind]
    rows = notice.recipients.order_by("pk").values_list(*kinds)
    return [next((kind, key) for kind, key in zip(ReaderKind, keys, strict=True) if key is not None) for keys in rows]
