"""The repository itself: sizes, names, pages of documentation, pins, dated law, what nothing uses.

import-linter holds the order of imports; here stands what no other tool looks at.
"""

import ast
import re
import statistics
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import dinh
from dinh.law.dated import Confidence

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/dinh"
CODE = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted(p for p in SOURCE.glob("**/templates/**/*") if p.is_file())
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
VAGUE = {"utils", "helpers", "helper", "manager", "service", "services", "data", "info", "process"}
# Django finds these by name, django-allauth the ones in the folders.
FOUND_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
FOUND_IN = ("account/", "mfa/")


def tracked() -> list[Path]:
    """The files that git knows and that still exist; skips where there is no git."""
    asked = ["git", "ls-files", "-z"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git, or not a clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def inner(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, int]]:
    """Every function as `file:name` with its number of lines."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{inner(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


# --- code -------------------------------------------------------------------------------------------


def test_files_fit_in_the_head() -> None:
    lines = {inner(path): path.read_text("utf-8").count("\n") for path in CODE}
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_functions_are_small() -> None:
    lengths = dict(functions())
    assert {name: length for name, length in lengths.items() if length > 50} == {}
    assert statistics.median(lengths.values()) <= 8
    assert statistics.quantiles(lengths.values(), n=10)[-1] < 30


def test_every_file_says_what_it_is() -> None:
    silent = [
        p
        for p in CODE
        if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert [inner(path) for path in silent] == []


def test_names_say_something() -> None:
    assert [inner(p) for p in CODE if p.stem in VAGUE or p.parent.name in VAGUE] == []


def test_an_ignored_finding_has_its_reason() -> None:
    assert [place for path in CODE for place in _unexplained(path)] == []


def _unexplained(path: Path) -> Iterator[str]:
    """Lines that silence a check and do not say why, nor stand below one that does for the same check."""
    mark = re.compile(r"#\s*(noqa: \w+|type: ignore|pragma: no cover)(.*)")
    above = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = mark.search(line)
        if found and found[1] != above and not re.search(r"\s(--?|#)\s+\S", found[2]):
            yield f"{inner(path)}:{number}"
        above = found[1] if found else ""


# --- templates and addresses ------------------------------------------------------------------------


def test_every_template_is_used() -> None:
    texts = {p: p.read_text("utf-8") for p in [*CODE, *TEMPLATES]}
    assert [name for path in TEMPLATES if not _is_used(path, name := _name(path), texts)] == []


def _name(template: Path) -> str:
    return template.as_posix().rpartition("/templates/")[2]


def _is_used(path: Path, name: str, texts: dict[Path, str]) -> bool:
    """Named whole anywhere; or by its stem in code beside a folder put together with it."""
    if name in FOUND_BY_NAME or name.startswith(FOUND_IN):
        return True
    whole = re.compile(rf"[\"']{re.escape(name)}[\"']")
    if any(whole.search(text) for place, text in texts.items() if place != path):
        return True
    folder, _, file = name.rpartition("/")
    stem, built = f'"{file.removesuffix(path.suffix)}"', f'f"{folder}/{{'
    code = [text for place, text in texts.items() if place.suffix == ".py"]
    return any(stem in text for text in code) and any(built in text for text in code)


def test_every_address_is_linked_or_journeyed_to() -> None:
    """A screen to which no template, no code and no test leads is forgotten."""
    places = [*CODE, *TEMPLATES, *(ROOT / "tests").rglob("*.py")]
    text = "\n".join(
        p.read_text("utf-8") for p in places if p.name != "urls.py" and p.parent.name != "urls"
    )
    forgotten = [
        name
        for name, path in _addresses(get_resolver())
        if not re.search(rf"[\"']{name}[\"']", text) and f'"/{path}"' not in text
    ]
    assert forgotten == []


def _addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, str]]:
    """Each address's name and the last part of its path."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _addresses(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}", str(one.pattern)


# --- law --------------------------------------------------------------------------------------------


def test_every_datum_of_the_law_has_source_and_mark() -> None:
    rows = [row for file in sorted((SOURCE / "law").rglob("*.toml")) for row in _dated_rows(file)]
    assert len(rows) > 50
    marks = {mark.value for mark in Confidence}
    faulty = [
        (place, row)
        for place, row in rows
        if not str(row.get("source", "")).strip() or row.get("confidence") not in marks
    ]
    assert faulty == []


def _dated_rows(file: Path) -> list[tuple[str, dict[str, Any]]]:
    tables = [tomllib.loads(file.read_text("utf-8"))]
    rows = []
    while tables:
        table = tables.pop()
        if "in_force_from" in table or "value" in table:
            rows.append((inner(file), table))
        inside = [
            x for value in table.values() for x in (value if isinstance(value, list) else [value])
        ]
        tables += [x for x in inside if isinstance(x, dict)]
    return rows


# --- documentation ----------------------------------------------------------------------------------


def test_every_part_has_its_page() -> None:
    parts = [
        p.name for d in ("modules", "foundation") for p in (SOURCE / d).iterdir() if p.is_dir()
    ]
    wanted = {name for name in parts if not name.startswith("_")} - {"search"}  # told in ui.md
    wanted |= {"clock", "measures", "planreader"}
    assert wanted - {page.stem for page in (ROOT / "docs/modules").glob("*.md")} == set()


def test_decisions_are_numbered_once() -> None:
    numbers = Counter(page.name[:4] for page in (ROOT / "docs/adr").glob("*.md"))
    assert [number for number, count in numbers.items() if count > 1 or not number.isdigit()] == []
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    asked = {
        (inner(page), name)
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        for name in re.findall(r"(?:`|^    .*?\b)make ([a-z0-9-]+)", line)
    }
    assert ("README.md", "demo") in asked
    assert {(page, name) for page, name in asked if name not in targets} == set()


def test_every_command_that_a_page_names_exists() -> None:
    from dinh.cli import SUBJECTS  # noqa: PLC0415 -- named here so that the test says whence

    asked = {
        (inner(page), name)
        for page in PAGES
        for name in re.findall(
            r"(?:`|^    (?:\.venv/bin/)?)dinh ([a-z]+)", page.read_text("utf-8"), re.M
        )
    }
    assert ("docs/operations.md", "work") in asked
    assert {(page, name) for page, name in asked if name not in SUBJECTS} == set()


def test_every_setting_of_the_environment_is_explained() -> None:
    names = {
        name
        for path in CODE
        if "config" in path.parts
        for name in re.findall(r"\bDINH_[A-Z_]+", path.read_text("utf-8"))
    }
    explained = (ROOT / ".env.example").read_text("utf-8") + (ROOT / "README.md").read_text("utf-8")
    assert "DINH_VAR_DIR" in names
    assert {name for name in names if name not in explained} == set()


def test_the_changelog_speaks_of_this_version() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert heads[0] == dinh.__version__


# --- what the repository must not hold --------------------------------------------------------------


def test_no_registry_host_and_no_place_of_one_machine() -> None:
    registry = "|".join(
        ("python" + "hosted", r"pypi\." + "org", "index" + "-url ?[=h]", "--find" + "-links")
    )
    machine = "|".join(f"/{folder}/" for folder in ("root", "home", "work", "Users"))
    unwanted = re.compile(rf"(?:{registry})|(?<![\w.}}\-])(?:{machine})")
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{inner(path)}: {match[0]}" for match in unwanted.finditer(text)]
    assert found == []


def test_every_required_package_is_pinned_with_its_hashes() -> None:
    files = sorted((ROOT / "requirements").glob("*.txt"))
    assert {file.stem for file in files} >= {"base", "dev"}
    for file in files:
        entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", file.read_text("utf-8")))
        loose = [e.split()[0] for e in entries if e.strip() and not _is_pinned(e)]
        assert loose == [], file.name


def _is_pinned(entry: str) -> bool:
    return bool(re.match(r"[\w.\[\]-]+==\S+", entry)) and "--hash=sha256:" in entry
