"""The states of drafts and plans against the page that shows them."""

import importlib.util
from pathlib import Path

from dinh.modules.plans.states import MOVES, PLAN_MOVES, DraftState, PlanState, move_between

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_shows_the_table() -> None:
    place = ROOT / "tools" / "draw_states.py"
    spec = importlib.util.spec_from_file_location("draw_states", place)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = tool.page_of("plans").read_text(encoding="utf-8")
    assert tool.with_diagram(page, tool.diagram("plans")) == page


def test_every_move_is_between_known_states() -> None:
    assert {state for move in MOVES for state in (move.begin, move.end)} == set(DraftState.values)
    assert {state for m in PLAN_MOVES for state in (m.begin, m.end)} == set(PlanState.values)


def test_what_is_accepted_is_never_put_away() -> None:
    assert move_between(MOVES, "accepted", "abandoned") is None
