"""How long reading takes: DOCX in seconds, PDF against bare extraction of its text and tables.

The last line is one JSON object. Uses the plans beside the project where they are, and always a DOCX
and a PDF of 25 pages made here.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from dinh.planreader import read_plan  # noqa: E402 - the path is set above
from planreader import papers  # noqa: E402 - the path is set above

SHARED = ROOT.parent / "shared" / "plans"
ROUNDS = 3
PAGES = 25
ROWS = 14


def best(work: Callable[[], object]) -> float:
    """Return the shortest time of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def extract(content: bytes) -> None:
    """Take text and tables out of a PDF, nothing more."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def long_docx() -> bytes:
    """A plan with a table of 300 rows."""
    paper = papers.new_paper()
    rows = [papers.TASK_ROWS[0]]
    for _ in range(50):
        rows.extend(papers.TASK_ROWS[1:])
    papers.add_table(paper, rows)
    return papers.saved(paper)


def long_pdf() -> bytes:
    """A plan of 25 pages, each with a ruled table, written object by object."""
    pages = [_page_stream(number) for number in range(PAGES)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for stream in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _pdf(objects)


def _pdf(objects: list[bytes]) -> bytes:
    stream = io.BytesIO(b"%PDF-1.4\n")
    stream.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(stream.tell())
        stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = stream.tell()
    stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        stream.write(b"%010d 00000 n \n" % offset)
    stream.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    )
    return stream.getvalue()


COLUMNS = (40, 70, 270, 350, 440, 555)


def _page_stream(number: int) -> bytes:
    parts = ["0.5 w"]
    if number == 0:
        parts += [
            _text(200, 815, "KE HOACH cai cach hanh chinh nam 2026"),
            _text(40, 800, "I. NHIEM VU"),
        ]
    ys = [780 - 52 * row for row in range(ROWS + 1)]
    parts += [f"40 {y} m 555 {y} l S" for y in ys]
    parts += [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in COLUMNS]
    cells = ("STT", "Noi dung nhiem vu", "Thoi gian", "Co quan chu tri", "San pham")
    for row, y in enumerate(ys[:-1]):
        if row or number:
            count = number * ROWS + row
            cells = (
                str(count),
                f"Lap bao cao so {count} ve viec giai quyet",
                "Quy II",
                "Van phong UBND",
                "Bao cao",
            )
        for x, cell in zip(COLUMNS, cells, strict=False):
            half = cell[:34]
            parts += [
                _text(x + 3, y - 14, half),
                _text(
                    x + 3, y - 28, "va theo doi" if x == 70 and cell is not cells[0] and row else ""
                ),
            ]
    return "\n".join(parts).encode("ascii")


def _text(x: int, y: int, words: str) -> str:
    return f"BT /F1 9 Tf {x} {y} Td ({words}) Tj ET"


def main() -> None:
    """Print each figure, and the JSON line last."""
    docx = {"50 areas": long_docx()} | {p.name: p.read_bytes() for p in SHARED.glob("*.docx")}
    pdf = {"25 pages": long_pdf()} | {
        p.name: p.read_bytes() for p in SHARED.glob("*.pdf") if ".scan." not in p.name
    }
    seconds = {name: best(lambda c=content: read_plan(c)) for name, content in docx.items()}
    ratios = {
        name: best(lambda c=content: read_plan(c)) / best(lambda c=content: extract(c))
        for name, content in pdf.items()
    }
    for name, value in {**seconds, **ratios}.items():
        print(f"{name}: {value:.2f}")
    print(
        json.dumps(
            {
                "docx_s_max": round(max(seconds.values()), 3),
                "pdf_ratio_to_extraction_max": round(max(ratios.values()), 2),
                "pdf_ratio_25_pages": round(ratios["25 pages"], 2),
            }
        )
    )


if __name__ == "__main__":
    main()
