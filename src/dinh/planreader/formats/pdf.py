"""Reads a PDF, with a text layer or scanned, through a child process with limits."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dinh.planreader.blocks import Place, Remark, SourceText
from dinh.planreader.formats.page_blocks import blocks_of_pages
from dinh.planreader.formats.pages import Page, page_from_json
from dinh.planreader.progress import TOO_SLOW, Progress
from dinh.planreader.unreadable import (
    MAX_OCR_PAGE_SECONDS,
    MAX_PAGE_SECONDS,
    MAX_SCAN_SECONDS,
    UnreadablePlan,
)

SENTENCES = {
    "password": "Tệp PDF có mật khẩu; hãy bỏ mật khẩu (in lại thành PDF) rồi thử lại.",
    "damaged": "Tệp PDF bị hỏng hoặc chưa tải xong; hãy tải lại rồi thử lại.",
    "too_large": "Tệp PDF chiếm quá nhiều bộ nhớ nên không đọc; hãy in lại thành PDF với chất lượng thường.",
    "too_many_pages": "Tệp PDF quá nhiều trang (trên 150) nên không đọc; hãy tách riêng phần kế hoạch và phụ lục.",
    "too_many_scanned_pages": "Bản quét quá nhiều trang (trên 60) nên không đọc; hãy tách riêng phần kế hoạch và phụ lục.",
    "no_ocr": "Tệp PDF là bản quét; hãy cài gói tesseract-ocr và tesseract-ocr-vie trên máy chủ, hoặc tải tệp .docx.",
}
SCANNED = "Tệp là bản quét: chữ do máy nhận dạng, có thể sai dấu và số; hãy soát từng dòng."
NO_TEXT = "Không nhận được chữ nào trong tệp PDF; hãy quét lại rõ hơn hoặc tải tệp .docx."


def read_pdf(content: bytes, progress: Progress) -> SourceText:
    """Return the blocks of a PDF. Raises UnreadablePlan with a sentence that says what to do."""
    pages: list[Page] = []
    kind = "pdf"
    total = 0
    for message in _messages(content, progress):
        if "error" in message:
            raise UnreadablePlan(SENTENCES[message["error"]])
        if "mode" in message:
            kind = "scan" if message["mode"] == "scan" else "pdf"
            total = message["total"]
            continue
        pages.append(page_from_json(message))
        progress.step(len(pages), total, f"Đang đọc trang {len(pages)}/{total}")
    if not any(page.words for page in pages) or len(pages) < total:
        raise UnreadablePlan(NO_TEXT if len(pages) == total else SENTENCES["damaged"])
    source = blocks_of_pages(sorted(pages, key=lambda page: page.number), kind)
    if kind == "scan":
        remark = Remark("scanned", SCANNED, Place("page", page=1), "")
        source = replace(source, remarks=(remark, *source.remarks))
    return source


def _messages(content: bytes, progress: Progress) -> Iterator[dict[str, Any]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "dinh.planreader.formats.pdf_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=_environment(),
    )
    try:
        yield from _until_end(child, content, progress)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def _environment() -> dict[str, str]:
    """The child finds the same packages; one thread per Tesseract, since pages run side by side."""
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, "PYTHONPATH": paths, "OMP_THREAD_LIMIT": "1"}


def _until_end(
    child: subprocess.Popen[bytes], content: bytes, progress: Progress
) -> Iterator[dict[str, Any]]:
    lines: queue.Queue[bytes | None] = queue.Queue()
    feeder = threading.Thread(target=_feed, args=(child, content), daemon=True)
    reader = threading.Thread(target=_collect, args=(child, lines), daemon=True)
    feeder.start()
    reader.start()
    patience = MAX_PAGE_SECONDS
    while True:
        try:
            line = lines.get(timeout=patience)
        except queue.Empty as fault:
            raise UnreadablePlan(TOO_SLOW) from fault
        if line is None:
            break
        message: dict[str, Any] = json.loads(line)
        if message.get("mode") == "scan":
            patience = 2 * MAX_OCR_PAGE_SECONDS
            progress.limit_seconds = max(progress.limit_seconds, MAX_SCAN_SECONDS)
        yield message
    reader.join()
    feeder.join()


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.write(content)
            child.stdin.close()


def _collect(child: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    if child.stdout is not None:
        for line in child.stdout:
            lines.put(line)
    lines.put(None)
