"""Registers the rows of this room that the audit trail watches: all that people edit, and what they publish.

Rows that the software writes for itself are left out: the projection, former addresses, and the content of an edition.
"""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from backstage.audit_watch import Watch, audited
from tours import models

Models = tuple[type[Model], ...]
MASTER_DATA: Models = (
    models.City,
    models.CityName,
    models.Country,
    models.CountryName,
    models.Organisation,
    models.OrganisationName,
    models.Venue,
)
OF_EVENT: Models = (
    models.Contact,
    models.EventOrganisation,
    models.Group,
    models.ParticipatingCity,
    models.PracticalNote,
    models.Purpose,
    models.Track,
)
OF_PROGRAMME: Models = (models.Phase, models.ProgrammeOrganisation, models.TargetCountry, models.Theme, models.Tier)
FILE = ("file_name", "size")
"""The facts about a file that the trail shows. Its address in the store is private."""


def watch() -> None:
    for model in MASTER_DATA:
        audited(Watch(model))
    for model in OF_EVENT:
        audited(Watch(model, event=lambda row: row.event_id), leave_out=["event"])
    for model in OF_PROGRAMME:
        audited(Watch(model, programme=lambda row: row.programme_id), leave_out=["programme"])
    _watch_events()
    _watch_versions()
    _watch_access()
    _watch_programmes()
    _watch_people_and_files()


def _watch_events() -> None:
    audited(Watch(models.Event, event=lambda row: row.pk, programme=lambda row: row.programme_id))
    audited(Watch(models.AgendaItem, event=lambda row: row.event_id), leave_out=["event"])
    audited(Watch(models.ItemLink, event=lambda row: row.item.event_id))
    audited(Watch(models.ItemPart, event=lambda row: row.item.event_id, person=lambda row: row.person_id))


def _watch_versions() -> None:
    audited(
        Watch(models.Edition, event=lambda row: row.event_id, made=_("published")),
        leave_out=["event", "agenda", "format"],
    )
    audited(Watch(models.Redaction, event=lambda row: row.edition.event_id, made=_("redacted")), leave_out=["reason"])
    audited(
        Watch(models.Redacted, event=lambda row: row.event_id, made=_("remembered")),
        leave_out=["event", "key", "reason"],
    )
    audited(
        Watch(models.KeptRows, event=lambda row: row.event_id, made=_("done")),
        leave_out=["event", "number", "at", "rows"],
    )


def _watch_access() -> None:
    audited(
        Watch(
            models.ApiToken, event=lambda row: row.event_id, programme=lambda row: row.programme_id, made=_("issued")
        ),
        also=["revoked_at"],
    )
    audited(Watch(models.DraftLink, event=lambda row: row.event_id, made=_("made")), also=["revoked_at"])
    audited(Watch(models.DraftComment, event=lambda row: row.link.event_id, made=_("sent")), also=["done_at"])
    audited(Watch(models.Role, event=lambda row: row.event_id, programme=lambda row: row.programme_id))


def _watch_programmes() -> None:
    audited(Watch(models.Programme, programme=lambda row: row.pk))
    audited(Watch(models.PhaseComponent, programme=lambda row: row.phase.programme_id))


def _watch_people_and_files() -> None:
    audited(Watch(models.Person, person=lambda row: row.pk))
    audited(Watch(models.PersonName, person=lambda row: row.person_id))
    audited(Watch(models.PersonAlias, person=lambda row: row.person_id), also=["uid"], leave_out=["names"])
    audited(
        Watch(models.Appearance, names_people=True, event=lambda row: row.event_id, person=lambda row: row.person_id),
        leave_out=["event"],
    )
    audited(Watch(models.Picture), leave_out=["file", "changed_at"], also=FILE)
    audited(
        Watch(models.Portrait, person=lambda row: row.person_id),
        leave_out=["file", "changed_at"],
        also=[*FILE, "recorded_by", "recorded_at"],
    )
    audited(
        Watch(models.Document, event=lambda row: row.event_id, programme=lambda row: row.programme_id),
        leave_out=["file"],
        also=FILE,
    )
