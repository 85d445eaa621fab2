"""The worker process: takes jobs one by one, each in a child process that it watches over.

The child may run out of memory, crash in a C library or hang: the worker survives, and the job is
tried again. The child may not outlive the worker: then its lease ends and another worker takes it.
"""

import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from types import FrameType

import structlog
from django.db import (
    InterfaceError,
    OperationalError,
    ProgrammingError,
    close_old_connections,
    connections,
)
from django.utils import timezone

from dinh.foundation.jobs import leases, registry
from dinh.foundation.jobs.actions import enqueue_due_schedules
from dinh.foundation.jobs.leases import LEASE, LeaseLost
from dinh.foundation.jobs.models import Job, WorkerBeat
from dinh.foundation.jobs.running import retry_or_fail, run_claimed

log = structlog.get_logger(__name__)

BEAT_EVERY = timedelta(seconds=10)
IDLE_SECONDS = 0.5
AWAY_SECONDS = 3
DATABASE_AWAY = (OperationalError, InterfaceError, ProgrammingError)  # the last: not migrated yet
_PR_SET_PDEATHSIG = 1


class Worker:
    """One worker. `run` returns when told to stop (SIGTERM, SIGINT), after the job under way."""

    def __init__(self, *, lease: timedelta = LEASE, may_go_on: Callable[[], bool] = lambda: True):
        self.lease = lease
        self.may_go_on = may_go_on
        self.started_at = timezone.now()
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{self.started_at:%y%m%d%H%M%S}"
        self.stopping = False
        self._beat_due = self.started_at

    def run(self, *, once: bool = False) -> int:
        """Work until told to stop, or with `once` until nothing is due; the number of jobs taken up.

        Waits for a database that is away; with `once`, raises what the database said.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        registry.load()
        log.info("worker_started", worker=self.name)
        taken = self._work(once)
        with suppress(*DATABASE_AWAY):
            WorkerBeat.objects.filter(pk=self.name).delete()
        log.info("worker_stopped", worker=self.name, jobs=taken)
        return taken

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _work(self, once: bool) -> int:
        taken = 0
        while not self.stopping and self.may_go_on():
            found = self._turn() if once else self._patient_turn()
            taken += found
            if found:
                continue
            if once:
                break
            time.sleep(IDLE_SECONDS)
        return taken

    def _turn(self) -> bool:
        """One look at the table, and the job found there."""
        close_old_connections()
        self._beat(timezone.now())
        job = leases.claim_next(self.name, timezone.now(), self.lease)
        if job is not None:
            self._watch(job)
        return job is not None

    def _patient_turn(self) -> bool:
        """The same; a database that is away, or not yet migrated, is waited for."""
        try:
            return self._turn()
        except DATABASE_AWAY as fault:
            log.warning("database_away", worker=self.name, fault=str(fault))
            connections.close_all()
            time.sleep(AWAY_SECONDS)
            return False

    def _beat(self, now: datetime, job: Job | None = None) -> None:
        """Every ten seconds: the sign of life, and what the schedules ask for."""
        if now < self._beat_due:
            return
        self._beat_due = now + BEAT_EVERY
        WorkerBeat.objects.update_or_create(
            worker=self.name,
            defaults={
                "started_at": self.started_at,
                "beat_at": now,
                "job_id": job.pk if job else None,
            },
        )
        enqueue_due_schedules(now)

    def _watch(self, job: Job) -> None:
        """Run the job in a child, keep its lease, stop it at its time limit, note a sudden death."""
        kind = registry.kind_of(job.name)
        limit = kind.time_limit if kind else registry.DEFAULT_TIME_LIMIT
        child = _start(job)
        status = self._wait(child, job, timezone.now() + limit)
        if status == 0 or kind is None:
            return
        log.error("job_died", job=job.name, id=str(job.pk), attempt=job.attempts, status=status)
        try:
            retry_or_fail(kind, job, timezone.now())
        except LeaseLost:
            log.warning("job_lost", job=job.name, id=str(job.pk), attempt=job.attempts)

    def _wait(self, child: int, job: Job, until: datetime) -> int:
        """The exit status of the child, negative for a signal; the lease is renewed meanwhile."""
        renew_due = timezone.now() + self.lease / 4
        pause = 0.005
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            now = timezone.now()
            if now >= until:
                os.kill(child, signal.SIGKILL)
            elif now >= renew_due:
                renew_due = now + self.lease / 4
                self._keep(child, job, now)
            time.sleep(pause)
            pause = min(pause * 1.5, 0.25)

    def _keep(self, child: int, job: Job, now: datetime) -> None:
        """Renew the lease; a job that another worker has taken is stopped here."""
        try:
            leases.renew(job, now, self.lease)
            self._beat(now, job)
        except LeaseLost:
            os.kill(child, signal.SIGKILL)
        except DATABASE_AWAY:
            log.warning("heartbeat_missed", job=job.name, id=str(job.pk))
            connections.close_all()


def _start(job: Job) -> int:
    """Fork; the child does the job and ends. Returns the child's number to the parent."""
    connections.close_all()  # a connection must not be shared with the child
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _bind_to(parent)
        run_claimed(job)
        connections.close_all()
        code = 0
    except BaseException:
        log.exception("job_process_broke", job=job.name, id=str(job.pk))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _bind_to(parent: int) -> None:
    """The child ends with its worker, and leaves the stop signals to it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)
