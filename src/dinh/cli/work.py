"""`dinh work`: the process that does the jobs (reading files, reminders, sealing the journal)."""

import argparse
import os
import sys
from datetime import timedelta

from dinh.cli import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long to work."""
    parser.add_argument("--once", action="store_true", help="stop when nothing is due")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when the process that started it ends"
    )
    parser.add_argument(
        "--lease",
        type=int,
        default=60,
        metavar="SECONDS",
        help="how long a job stays with a worker that has gone silent (default 60)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop; 2 where processes cannot be forked or the lease makes no sense."""
    if not hasattr(os, "fork") or arguments.lease < 1:
        print("dinh work cần hệ điều hành kiểu Unix và --lease từ 1 giây trở lên.", file=sys.stderr)
        return 2
    return django_setup.answer(lambda: _worked(arguments))


def _worked(arguments: argparse.Namespace) -> int:
    from dinh.foundation.jobs.worker import Worker  # noqa: PLC0415 -- needs Django set up

    parent = os.getppid()
    worker = Worker(
        lease=timedelta(seconds=arguments.lease),
        may_go_on=lambda: not arguments.with_parent or os.getppid() == parent,
    )
    worker.run(once=arguments.once)
    return 0
