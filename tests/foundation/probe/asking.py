"""Asks for jobs: `python -m foundation.probe.asking NAME ARGUMENTS [NAME ARGUMENTS …]`."""

import json
import sys

import django


def main(words: list[str]) -> None:
    """Enqueue each name with its arguments, and print the keys."""
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 -- Django first

    from dinh.foundation.jobs.actions import enqueue  # noqa: PLC0415 -- Django first

    for name, arguments in zip(words[::2], words[1::2], strict=True):
        asked = enqueue(
            name, organisation_id=None, arguments=json.loads(arguments), at=timezone.now()
        )
        print(asked.pk)


if __name__ == "__main__":
    main(sys.argv[1:])
