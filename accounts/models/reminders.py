"""The reminders that were sent."""

from django.db import models


class Reminded(models.Model):
    """A reminder that was sent, by its key, so that nobody gets it twice."""

    key = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.key
