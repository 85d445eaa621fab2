#!/usr/bin/env python3
"""Looks through the project's text: NFC, the letter đ, dead links, words outside gettext.

Prints one line a finding (`path:line: what`) and exits 1 when there is any.
"""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT_ENDINGS = {".py", ".md", ".html", ".css", ".js", ".toml", ".txt", ".sh", ".yml", ".svg", ".po"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
VIETNAMESE = re.compile(r"[À-ỹĐđ]")
# Words of official documents and names are data of the law, not words of a screen.
OFFICIAL = "# official words"
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
TEMPLATE_SILENT = [
    re.compile(r"\{%\s*comment.*?endcomment\s*%\}", re.S),
    re.compile(r"\{#.*?#\}", re.S),
    re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.S),
    re.compile(r"\{%.*?%\}", re.S),
    re.compile(r"\{\{.*?\}\}", re.S),
    re.compile(r"<!--.*?-->", re.S),
]
TRANSLATED_TAG = re.compile(r"\{%\s*(?:translate|trans)\b.*?%\}", re.S)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def tracked() -> list[Path]:
    """The files git knows or would add, that still exist."""
    listed = subprocess.run(  # noqa: S603 -- a fixed command
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def encoding_faults(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            yield f"{path.relative_to(ROOT)}:{number}: text is not NFC"
        if "\u00d0" in line or "\u00f0" in line:
            yield f"{path.relative_to(ROOT)}:{number}: the letter Eth stands for Đ or đ"


def slug(heading: str) -> str:
    words = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return re.sub(r"\s", "-", words)


def dead_links(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for match in LINK.finditer(line):
            target = match.group(1) or match.group(2)
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            place = (path.parent / file).resolve() if file else path
            if not place.exists():
                yield f"{path.relative_to(ROOT)}:{number}: dead link {target}"
            elif anchor and place.suffix == ".md":
                heads = re.findall(r"^#+\s+(.*)$", place.read_text(encoding="utf-8"), re.M)
                if anchor not in {slug(head) for head in heads}:
                    yield f"{path.relative_to(ROOT)}:{number}: no heading {target}"


def blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def template_faults(path: Path, text: str) -> Iterator[str]:
    quoted_in_tags = TRANSLATED_TAG.sub(blank, TEMPLATE_SILENT[2].sub(blank, text))
    for tag in re.finditer(r"\{[%{].*?[%}]\}", quoted_in_tags, re.S):
        for words in QUOTED.finditer(tag.group()):
            after = tag.group()[words.end() :].lstrip()
            wrapped = tag.group()[: words.start()].endswith("_(") and after.startswith(")")
            if VIETNAMESE.search(words.group()) and not wrapped:
                number = text.count("\n", 0, tag.start()) + 1
                yield f"{path.relative_to(ROOT)}:{number}: words outside gettext: {words.group()[:60]}"
    for pattern in TEMPLATE_SILENT:
        text = pattern.sub(blank, text)
    for number, line in enumerate(text.splitlines(), 1):
        if VIETNAMESE.search(line):
            yield f"{path.relative_to(ROOT)}:{number}: words outside gettext: {line.strip()[:60]}"


def docstrings(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


def inside_gettext(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in GETTEXT:
                found.update(id(part) for argument in node.args for part in ast.walk(argument))
    return found


def python_faults(path: Path, text: str) -> Iterator[str]:
    tree, lines = ast.parse(text), text.splitlines()
    silent = docstrings(tree) | inside_gettext(tree)
    for node in ast.walk(tree):
        words = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not words or id(node) in silent or not VIETNAMESE.search(node.value):
            continue
        if OFFICIAL not in lines[node.lineno - 1] and OFFICIAL not in lines[node.end_lineno - 1]:
            yield f"{path.relative_to(ROOT)}:{node.lineno}: words outside gettext: {node.value[:60]!r}"


def faults(path: Path) -> Iterator[str]:
    if path.suffix not in TEXT_ENDINGS and path.name not in {"Makefile", "run"}:
        return
    text = path.read_text(encoding="utf-8")
    if path != Path(__file__).resolve():
        yield from encoding_faults(path, text)
    inner = path.relative_to(ROOT).as_posix()
    if path.suffix == ".md":
        yield from dead_links(path, text)
    on_screen = inner.startswith(("src/dinh/foundation/", "src/dinh/modules/", "src/dinh/web/"))
    examples = "gallery" in inner  # the made-up examples of the components page
    if on_screen and not examples and "/migrations/" not in inner and "rules" not in inner:
        if path.suffix == ".html":
            yield from template_faults(path, text)
        elif path.suffix == ".py":
            yield from python_faults(path, text)


def main() -> int:
    found = [fault for path in tracked() for fault in faults(path)]
    print("\n".join(found) if found else "text: nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
