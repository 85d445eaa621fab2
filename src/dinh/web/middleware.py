"""The edge: a refusal becomes a page with its sentence; the person's language is switched on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils import translation

from dinh.kernel.errors import Refusal
from dinh.web.refusals import refusal_page

# Below this, compressing costs more than it saves.
SMALLEST_COMPRESSED = 1000

View = Callable[[HttpRequest], HttpResponseBase]


class RefusalMiddleware:
    """Answers an uncaught `Refusal` with its status and a page that says its sentence."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves any other error to Django."""
        if not isinstance(error, Refusal):
            return None
        return render(request, *refusal_page(error), status=error.status)


class LanguageMiddleware:
    """Vietnamese for everyone, English for who chose it; the browser's wish does not count."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = getattr(request, "user", None)
        chosen = user.language if user is not None and user.is_authenticated else "vi"
        with translation.override(chosen):
            return self.get_response(request)


class PageCompressionMiddleware(GZipMiddleware):
    """Compresses pages on their way out; files are sent as they are.

    Django pads the answer by a random length, so that its size does not tell what is in it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The page compressed, when it is one and the browser takes it."""
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or not isinstance(response, HttpResponse):
            return response
        if len(response.content) < SMALLEST_COMPRESSED:
            return response
        return super().process_response(request, response)
