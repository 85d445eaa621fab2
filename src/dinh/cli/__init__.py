"""The command line `dinh`: one file per subject.

A subject with several commands has `add_to(subparsers)`, one without has `add_arguments(parser)`.

Subjects are imported when they are named, so that `dinh plan read` starts without Django.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

SUBJECTS = {
    "setup": "make the tables, the first agency and its administrator",
    "plan": "read a plan from a file",
    "plans": "bring a plan file into the system",
    "clock": "compute a legal deadline and say why",
    "journal": "check the record of acts, or print the line that seals a day",
    "work": "do the jobs: read files, send reminders, seal the journal",
    "demo": "load the demo commune and serve it",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 done, 1 a check failed, 2 bad input)."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="dinh", description="Đình – hệ thống làm việc của UBND xã"
    )
    subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
    for name, summary in SUBJECTS.items():
        subject = subjects.add_parser(name, help=summary, description=summary)
        if name in words[:1]:
            module = importlib.import_module(f"dinh.cli.{name}")
            if hasattr(module, "add_arguments"):
                module.add_arguments(subject)
            else:
                module.add_to(subject.add_subparsers(dest="command", required=True))
    arguments = parser.parse_args(words)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader went away: `dinh … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
