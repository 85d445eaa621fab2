"""`dinh journal`: check the chain of acts, and give out the line that seals a day."""

import argparse
import importlib

from dinh.cli import django_setup


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` and `digest`."""
    verify = subparsers.add_parser("verify", help="check every link of the journal")
    verify.add_argument("--organisation", metavar="CODE", help="only this agency")
    verify.add_argument("--against", metavar="FILE", help="lines published earlier")
    digest = subparsers.add_parser("digest", help="print the line that seals a day")
    digest.add_argument("--organisation", metavar="CODE", help="only this agency")
    digest.add_argument("--day", metavar="YYYY-MM-DD", help="default: yesterday")
    for command in (verify, digest):
        command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 intact or printed, 1 something was changed (one line each), 2 wrong arguments."""
    return django_setup.answer(lambda: _printed(arguments))


def _printed(arguments: argparse.Namespace) -> int:
    printing = importlib.import_module("dinh.cli.journal_printing")
    return int(getattr(printing, arguments.command)(arguments))
