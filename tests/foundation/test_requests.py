"""The log line of a request names its route, never its address, and carries a number."""

import json
import logging
import logging.config
from typing import Any

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dinh.config.logs import logging_config
from dinh.foundation.requests import RequestLog


class Match:
    """What Django's resolver leaves on a request."""

    route = "lam-viec/nhiem-vu/<uuid:key>/"


def answer(request: HttpRequest) -> HttpResponse:
    request.resolver_match = Match()  # type: ignore[assignment]
    return HttpResponse(status=404)


def ask(**headers: str) -> tuple[HttpResponse, dict[str, Any]]:
    """The response, and the one line logged."""
    request = RequestFactory().get("/lam-viec/nhiem-vu/1/?q=bi-mat", headers=headers)
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        response = RequestLog(answer)(request)
    (line,) = lines
    assert isinstance(response, HttpResponse)
    return response, dict(line)


def test_the_line_names_the_route_and_not_the_address() -> None:
    _, line = ask()
    assert line.pop("ms") >= 0
    assert len(line.pop("request_id")) == 32
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "lam-viec/nhiem-vu/<uuid:key>/",
        "status": 404,
        "person": None,
    }


@pytest.mark.parametrize(
    ("given", "is_kept"), [("proxy-12345", True), ("short", False), ("a\tb" * 9, False)]
)
def test_a_number_given_by_a_proxy_is_kept_if_it_is_one(given: str, is_kept: bool) -> None:
    response, line = ask(**{"X-Request-ID": given})
    assert response["X-Request-ID"] == line["request_id"]
    assert (line["request_id"] == given) is is_kept


def written(record: logging.LogRecord) -> dict[str, Any]:
    """The record as the line that comes out."""
    config = logging_config(for_people=False, level="INFO")
    made = logging.config.DictConfigurator(config).configure_formatter(  # type: ignore[attr-defined]
        config["formatters"]["line"]
    )
    line: dict[str, Any] = json.loads(made.format(record))
    assert line.pop("timestamp").endswith("Z")
    return line


def test_lines_of_libraries_come_out_as_json_too() -> None:
    record = logging.LogRecord("library", logging.WARNING, "", 1, "đầy %d%%", (90,), None)
    assert written(record) == {"event": "đầy 90%", "level": "warning", "logger": "library"}


def test_a_traceback_shows_no_values() -> None:
    citizen = "001" + "085012345"
    try:
        raise ValueError(len(citizen))
    except ValueError as fault:
        told = (type(fault), fault, fault.__traceback__)
    line = written(logging.LogRecord("library", logging.ERROR, "", 1, "hỏng", (), told))
    assert line["exception"].endswith("ValueError: 12")
    assert "001085012345" not in json.dumps(line)
