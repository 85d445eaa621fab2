"""Sends a stored file so that no browser runs it, guesses its kind or shares it with others."""

from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext, gettext_noop

from dinh.foundation.files.models import StoredFile
from dinh.kernel.errors import NotFound
from dinh.kernel.vietnamese import fold

SHOWN_INLINE = {"pdf", "png", "jpg", "txt", "md"}
GONE = gettext_noop(
    "Nội dung của tệp không còn trên máy chủ; hãy báo người quản trị khôi phục từ bản sao lưu."
)


def send(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The file as a download; shown in the browser only when asked for and of a kind that is safe.

    Raises NotFound with a sentence when the content is missing.
    """
    try:
        content = stored.open()
    except FileNotFoundError:
        raise NotFound(gettext(GONE)) from None
    response = FileResponse(content, content_type=stored.media_type)
    shown = inline and stored.extension in SHOWN_INLINE
    response["Content-Disposition"] = disposition(stored.name, inline=shown)
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{stored.sha256}"'
    if not shown:
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def disposition(name: str, *, inline: bool = False) -> str:
    """The header after RFC 6266: an ASCII name for old programs, the true one by RFC 5987."""
    plain = "".join(sign if _is_quotable(sign) else "_" for sign in fold(name))
    way = "inline" if inline else "attachment"
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _is_quotable(sign: str) -> bool:
    return sign.isascii() and sign.isprintable() and sign not in '"\\%'
