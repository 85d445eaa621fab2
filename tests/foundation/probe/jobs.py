"""Jobs of the probe. Each leaves marks in a folder, so that a test sees what was really run."""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

from dinh.foundation.jobs.registry import job
from dinh.foundation.jobs.running import RunningJob


def mark(folder: str, name: str) -> None:
    """Leave a mark."""
    Path(folder, name).touch()


def marks(folder: str) -> list[str]:
    """The marks left, in order of their names."""
    return sorted(os.listdir(folder))


@job("probe.slow")
def slow(job: RunningJob, folder: str, first_seconds: float) -> str:
    """Slow on the first attempt, quick afterwards."""
    mark(folder, f"begun-{job.attempt}")
    job.progress(1, 2, "Đang làm")
    time.sleep(first_seconds if job.attempt == 1 else 0)
    mark(folder, f"ended-{job.attempt}")
    return f"attempt {job.attempt}"


@job("probe.dies", retries=1)
def dies(job: RunningJob, folder: str) -> None:
    """Ends its own process, as a crash in a C library does."""
    mark(folder, f"begun-{job.attempt}")
    os.kill(os.getpid(), signal.SIGSEGV)


@job("probe.quick")
def quick(job: RunningJob, folder: str, name: str) -> None:
    """Leaves one mark."""
    mark(folder, f"{name}-{job.attempt}")


@job("probe.hangs", retries=0, time_limit=timedelta(seconds=1))
def hangs(job: RunningJob, folder: str) -> None:
    """Never ends by itself."""
    mark(folder, f"begun-{job.attempt}")
    time.sleep(600)
