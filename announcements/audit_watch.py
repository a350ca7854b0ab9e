"""Which rows of this room the audit trail watches: all that people edit. Words and counts of readers are not."""

from announcements import models
from backstage.audit_watch import Watch, audited


def watch() -> None:
    audited(Watch(models.Post, event=lambda row: row.event_id))
    audited(Watch(models.OldAddress, event=lambda row: row.post.event_id))
    for model in (models.Category, models.Page, models.Testimonial):
        audited(Watch(model))
