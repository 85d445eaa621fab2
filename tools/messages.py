#!/usr/bin/env python3
"""Keeps locale/en: `collect` gathers the msgids, `check` tells what is missing, `compile` writes .mo.

Django's own command needs GNU gettext; this one needs only Babel, so a bare machine can check.
"""

import io
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FIRST = datetime(2026, 11, 21, tzinfo=UTC)
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def collected() -> Catalog:
    """Every message of templates and Python code, with its places."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinh.config.settings_test")
    sys.path.insert(0, str(ROOT / "src"))
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- needs the settings

    # A fixed date: the catalogue changes only when its messages do.
    catalog = Catalog(
        project="Đình",
        version="0.1",
        header_comment="# English for the screens of Đình; `make messages` keeps it.",
        msgid_bugs_address="",
        last_translator="",
        locale="en",
        charset="utf-8",
        fuzzy=False,
        creation_date=FIRST,
        revision_date=FIRST,
    )
    for path in sorted((ROOT / "src/dinh").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # the indents of a template mean nothing, and Python's tokeniser would trip over them
            source = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(path)))
        place = path.relative_to(ROOT).as_posix()
        for _line, words, _notes, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS
        ):
            catalog.add(words, locations=[(place, 0)], context=context)
    return catalog


def kept() -> Catalog:
    """The translations committed so far."""
    if not PO.is_file():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merge() -> Catalog:
    """The collected messages with the translations that are kept; gone ones are dropped."""
    now, before = collected(), kept()
    for message in now:
        known = before.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
    return now


def untranslated(catalog: Catalog) -> list[str]:
    """The msgids without an English text."""
    def lacks(string: object) -> bool:
        parts = string if isinstance(string, list | tuple) else [string]
        return not all(parts)

    return [str(message.id) for message in catalog if message.id and lacks(message.string)]


def main(verb: str) -> int:
    """Run one verb; `check` exits 1 when the committed catalogue is behind the code."""
    catalog = merge()
    if verb == "collect":
        PO.parent.mkdir(parents=True, exist_ok=True)
        with PO.open("wb") as file:
            write_po(file, catalog, omit_header=False, include_lineno=False, sort_output=True)
    if verb in {"collect", "compile"}:
        with PO.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)
    missing = untranslated(catalog)
    for words in missing[:20]:
        print("not translated:", words.replace("\n", " ")[:100])
    print(f"messages: {len(catalog)}, without English: {len(missing)}")
    return 1 if missing and verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
