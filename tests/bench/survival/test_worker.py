"""The counting of the benchmark of the worker."""

from bench.survival.steps import Sign
from bench.survival.worker import Figures, counted, summary


def test_job_without_an_end_is_lost() -> None:
    once = [Sign(1, False, 0.0), Sign(1, True, 1.0)]
    again = [Sign(1, False, 0.0), Sign(2, False, 2.5), Sign(2, True, 3.0)]
    twice = [Sign(1, True, 0.0), Sign(2, False, 3.5), Sign(2, True, 4.0)]
    figures = counted(6, [once, again, twice, [Sign(1, False, 0.0)]], given_up=1, seconds=9.0)
    assert figures == Figures(done=3, lost=3, given_up=1, taken_up=2, ended_twice=1, waits=[2.5, 3.5], seconds=9.0)
    assert summary(figures) == (
        "done 3, lost 3, taken up again 2, of these by hand after three attempts 1, done twice to the end 1\n"
        "from the last sign of life to the next attempt: median 3.0 s, longest 3.5 s; 9 s in all"
    )
