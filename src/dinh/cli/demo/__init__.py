"""`dinh demo`: loads xã Bình Minh, a made-up commune, and serves it on this machine."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `dinh demo`."""
    parser.add_argument("--no-serve", action="store_true", help="stop before serving")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--code", action="store_true", help="the administrator's code of this minute"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Load what is not loaded yet, print the sign-ins, serve."""
    from dinh.cli import django_setup  # noqa: PLC0415 -- Django starts only when it is needed

    django_setup.start()
    from dinh.cli.demo import loading, serving  # noqa: PLC0415 -- needs Django's settings

    if arguments.code:
        print(loading.code_now())
        return 0
    loading.load()
    print(loading.sign_in_table(arguments.host, arguments.port))
    if arguments.no_serve:
        return 0
    return serving.serve(arguments.host, arguments.port)
