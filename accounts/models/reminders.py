"""What people were reminded of."""

from django.db import models


class Reminded(models.Model):
    """That a reminder was sent, by its key: nobody gets the same one twice."""

    key = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.key
