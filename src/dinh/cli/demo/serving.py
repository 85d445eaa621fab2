"""Serves the demo: granian for the pages, a worker process for the jobs, both ended together."""

import signal
import subprocess
import sys

from django.conf import settings


def serve(host: str, port: int) -> int:
    """Run server and worker until Ctrl-C or SIGTERM; answers the server's exit code."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "dinh.cli", "work", "--with-parent"], cwd=settings.BASE_DIR
    )
    # In a group of its own: Ctrl-C reaches a whole group, and a granian whose workers end before it
    # is told to stop may wait for them for ever.
    server = subprocess.Popen(  # noqa: S603 -- our own command
        _server_command(host, port), cwd=settings.BASE_DIR, process_group=0
    )
    children = (server, worker)

    def end(_number: int, _frame: object) -> None:
        for child in children:
            child.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    print("Dừng bằng Ctrl-C.", flush=True)
    code = server.wait()
    worker.terminate()
    worker.wait(timeout=30)
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else code


def _server_command(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "dinh.config.wsgi:application",
        "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "2", "--blocking-threads", "2", "--log-level", "warning",
    ]  # fmt: skip
