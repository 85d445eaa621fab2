"""Many threads that each write events of one organisation: `python -m foundation.probe.writing KEY N`."""

import sys
import threading
import uuid

import django

THREADS = 4


def write(organisation_id: uuid.UUID, count: int, faults: list[str]) -> None:
    """Write `count` events, each in a transaction of its own."""
    from django.db import connection, transaction  # noqa: PLC0415 -- Django first
    from django.utils import timezone  # noqa: PLC0415 -- Django first

    from dinh.foundation.journal.actions import record_event  # noqa: PLC0415 -- Django first

    try:
        for number in range(count):
            with transaction.atomic():
                record_event(
                    organisation_id=organisation_id,
                    actor_id=None,
                    actor_name="Máy",
                    kind="probe.written",
                    subject_type="probe.thing",
                    subject_id=organisation_id,
                    at=timezone.now(),
                    after={"number": number},
                )
    except Exception as fault:
        faults.append(repr(fault))
    finally:
        connection.close()


def main(organisation_id: uuid.UUID, count: int) -> int:
    """Start the threads; 1 when any of them failed."""
    django.setup()
    faults: list[str] = []
    threads = [
        threading.Thread(target=write, args=(organisation_id, count, faults))
        for _ in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(uuid.UUID(sys.argv[1]), int(sys.argv[2])))
