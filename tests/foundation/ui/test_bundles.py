"""The style sheet and the script: every part is in, nothing comes from elsewhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from dinh.foundation.ui.finders import STATIC, script, script_parts, style, style_parts

SPRITE = (STATIC / "sprite.svg").read_text(encoding="utf-8")
SOURCES = Path(__file__).resolve().parents[3] / "src" / "dinh"


def test_every_component_and_behaviour_is_in_the_bundle() -> None:
    public = {STATIC / "components" / "public.css"}  # the portal's, loaded there
    assert (
        set(style_parts())
        == {
            STATIC / "tokens.css",
            STATIC / "base.css",
            *(STATIC / "components").glob("*.css"),
        }
        - public
    )
    assert set(script_parts()) == set((STATIC / "js").glob("*.js"))


@pytest.mark.parametrize("path", ["ui/screen.css", "ui/behaviours.js"])
def test_the_bundle_is_found_as_a_static_file(path: str) -> None:
    found = finders.find(path)
    assert found is not None
    written = Path(found).read_text(encoding="utf-8")
    assert written == (style() if path.endswith("css") else script())


def test_nothing_comes_from_elsewhere() -> None:
    assert re.findall(r"@import|url\(|https?://", style()) == []
    assert re.findall(r"\beval\(|new Function|https?://|\.style\b", script()) == []


def test_only_tokens_hold_colours() -> None:
    for part in style_parts()[1:]:
        raw = re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", part.read_text("utf-8")))
        assert [value for value in raw if value not in {"#fff", "#000"}] == [], part.name


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", style()))
    assert set(re.findall(r"var\((--[\w-]+)", style())) - defined == set()


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="i-([\w-]+)"', SPRITE))
    named = {
        name
        for template in SOURCES.rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8"))
    }
    assert named - known == set()
    assert len(named) > 20


def test_no_template_has_inline_style_or_script() -> None:
    inline = re.compile(
        r"<[^>]*\s(style|on\w+)=|<style|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
    )
    found = [
        str(template.relative_to(SOURCES))
        for template in SOURCES.rglob("*.html")
        if inline.search(template.read_text(encoding="utf-8"))
    ]
    assert found == []
