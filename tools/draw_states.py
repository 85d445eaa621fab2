#!/usr/bin/env python3
"""Draws the states of a module as a Mermaid diagram, out of its table: `tools/draw_states.py tasks`.

With `--write` the diagram between the marks in `docs/modules/<module>.md` is replaced. A test compares the two.
"""

import argparse
import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- states: drawn by tools/draw_states.py -->", "<!-- /states -->"


def diagram(module: str) -> str:
    """The Mermaid text for `dinh.modules.<module>.states`, which must have STATES and MOVES."""
    sys.path.insert(0, str(ROOT / "src"))
    table = importlib.import_module(f"dinh.modules.{module}.states")
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {table.STATES[0]}"]
    lines += [f"    {one.begin} --> {one.end}: {one.step} ({one.who})" for one in table.MOVES]
    return "\n".join([*lines, "```"])


def page_of(module: str) -> Path:
    """The module's page of documentation."""
    return ROOT / "docs" / "modules" / f"{module}.md"


def with_diagram(text: str, drawn: str) -> str:
    """The page with the diagram between the marks. Raises ValueError when there are none."""
    before, mark, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{drawn}\n{END}{after}"


def main() -> int:
    """Print the diagram, or write it into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    drawn = diagram(asked.module)
    if not asked.write:
        print(drawn)
        return 0
    page = page_of(asked.module)
    page.write_text(with_diagram(page.read_text(encoding="utf-8"), drawn), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
