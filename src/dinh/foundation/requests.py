"""One log line per request, and a number by which a person's report finds it.

The line holds the route, not the address: addresses can carry keys and what people searched for.
"""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

log = structlog.get_logger(__name__)

_GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


class RequestLog:
    """Binds `request_id` to every line logged meanwhile, answers with it, and logs how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        request_id = _request_id(request)
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            milliseconds = round((time.perf_counter() - begun) * 1000, 1)
            log.info(
                "request",
                method=request.method,
                route=_route(request),
                status=response.status_code,
                ms=milliseconds,
                person=_person(request),
            )
        response.headers["X-Request-ID"] = request_id
        return response


def _request_id(request: HttpRequest) -> str:
    """The one a proxy gave, if it is one; else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def _route(request: HttpRequest) -> str | None:
    match = request.resolver_match
    return match.route if match else None


def _person(request: HttpRequest) -> str | None:
    actor = getattr(request, "actor", None)
    return str(actor.person_id) if actor else None
