"""Registers the rows of this room that the audit trail watches: all that people edit.

Search words, views and the recipients of notices are left out.
"""

from announcements import models
from backstage.audit_watch import Watch, audited


def watch() -> None:
    audited(Watch(models.Post, event=lambda row: row.event_id))
    audited(Watch(models.PostPicture, event=lambda row: row.post.event_id), leave_out=["position"])
    audited(Watch(models.OldAddress, event=lambda row: row.post.event_id))
    for model in (models.Category, models.Page, models.Testimonial):
        audited(Watch(model))
    audited(Watch(models.Notice, event=lambda row: row.event_id, names_people=True))
