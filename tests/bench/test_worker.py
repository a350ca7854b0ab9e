"""What the bench of the worker counts."""

import pytest
from django.utils import timezone

from accounts.models import Job
from bench.steps import Sign
from bench.worker import Figures, counted, told

pytestmark = pytest.mark.django_db


def test_job_without_an_end_is_lost_unless_it_was_given_up() -> None:
    once = [Sign(1, False, 0.0), Sign(1, True, 1.0)]
    again = [Sign(1, False, 0.0), Sign(2, False, 2.5), Sign(2, True, 3.0)]
    twice = [Sign(1, True, 0.0), Sign(2, False, 3.5), Sign(2, True, 4.0)]
    Job.objects.create(title="Given up", failure="No.", finished_at=timezone.now())
    figures = counted(6, [once, again, twice, [Sign(1, False, 0.0)]], seconds=9.0)
    assert figures == Figures(done=3, lost=2, given_up=1, taken_up=2, ended_twice=1, waits=[2.5, 3.5], seconds=9.0)
    assert told(figures) == (
        "done 3, lost 2, given up 1, taken up again 2, done twice to the end 1\n"
        "from the last sign of life to the next attempt: median 3.0 s, longest 3.5 s; 9 s in all"
    )
