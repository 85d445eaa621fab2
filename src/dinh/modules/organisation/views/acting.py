"""What the screens share: doing an act from a form, and saying that it was done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from dinh.kernel.errors import Conflict, Invalid


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: None while its page is only being read."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Do the act with what the form holds; a refusal that can be mended goes back onto the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except (Invalid, Conflict) as refused:
        form.add_error(None, refused.sentence)
        return False
    return True


def page(
    request: HttpRequest, name: str, form: forms.Form | None = None, **context: Any
) -> HttpResponse:
    """The page; with status 422 when it shows a form that was refused."""
    refused = form is not None and form.is_bound and bool(form.errors)
    status = 422 if refused else 200
    return render(request, f"organisation/{name}.html", {"form": form, **context}, status=status)
