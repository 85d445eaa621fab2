"""One style sheet and one script for the browser, out of one file per component (ADR 0010).

`ui/screen.css` is the tokens, the base and every component in a fixed order; `ui/behaviours.js` is
every behaviour. They are put together when static files are looked for or collected, so a developer
edits the parts and has nothing to build.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

STATIC = Path(__file__).resolve().parent / "static" / "ui"

# Later parts may refine earlier ones, so the order is part of the design.
COMPONENTS = [
    "frame",
    "menu",
    "button",
    "choice",
    "search",
    "upload",
    "progress",
    "field",
    "crumbs",
    "tabs",
    "filter",
    "pager",
    "card",
    "note",
    "toast",
    "dialog",
    "fold",
    "empty",
    "skeleton",
    "section",
    "status",
    "due",
    "people",
    "table",
    "work",
    "list",
    "files",
    "tree",
    "steps",
    "story",
    "clock",
    "days",
    "stat",
    "chart",
    "heat",
    "scoreboard",
    "year",
    "calendar",
    "month",
    "paper",
    "review",
    "gallery",
]
BEHAVIOURS = ["menu", "toast", "dialog", "search", "draft", "upload", "progress", "summary"]


def style_parts() -> list[Path]:
    """The files of the style sheet, in their order."""
    base = [STATIC / "tokens.css", STATIC / "base.css"]
    return base + [STATIC / "components" / f"{name}.css" for name in COMPONENTS]


def script_parts() -> list[Path]:
    """The files of the script; each stands alone, without import or export."""
    return [STATIC / "js" / f"{name}.js" for name in BEHAVIOURS]


def style() -> str:
    """The whole style sheet."""
    return "\n".join(part.read_text(encoding="utf-8") for part in style_parts())


def script() -> str:
    """The whole script; a block around each behaviour keeps its names to itself."""
    return "\n".join(f"{{\n{part.read_text(encoding='utf-8')}}}" for part in script_parts())


BUNDLES: dict[str, tuple[Callable[[], list[Path]], Callable[[], str]]] = {
    "ui/screen.css": (style_parts, style),
    "ui/behaviours.js": (script_parts, script),
}


class BundleFinder(BaseFinder):
    """Offers the bundles to Django's static files, written afresh whenever a part has changed."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=str(Path(settings.VAR_DIR) / "bundled"))
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure, so nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The place of a bundle, and nothing for any other path."""
        if path not in BUNDLES:
            return []
        place = str(self._written(path))
        return [place] if find_all else place

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """What `collectstatic` gathers."""
        for path in BUNDLES:
            self._written(path)
            yield path, self.storage

    def _written(self, path: str) -> Path:
        parts, text = BUNDLES[path]
        place = Path(self.storage.path(path))
        newest = max(part.stat().st_mtime for part in [*parts(), Path(__file__)])
        if not place.is_file() or place.stat().st_mtime < newest:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_suffix(f".{os.getpid()}")
            fresh.write_text(text(), encoding="utf-8")
            fresh.replace(place)  # two processes may write at once; each leaves a whole file
        return place
