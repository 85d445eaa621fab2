"""Three real plans with hand-made annotations, where they lie beside the project."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from dinh.planreader import read_plan

SHARED = Path(__file__).resolve().parents[3] / "shared"
PLANS = sorted((SHARED / "plans").glob("*.gold.json")) if SHARED.is_dir() else []
GOALS = {
    "task_f1": 0.97, "task_area": 0.97, "task_due": 0.95, "task_outputs": 0.93, "task_lead": 0.93,
    "task_support": 0.93, "target_f1": 0.90, "measure_f1": 0.90, "document": 0.90, "reference_f1": 0.90,
}  # fmt: skip
FLATTENED = {"task_outputs": 0.85, "task_lead": 0.85, "task_support": 0.85}

pytestmark = pytest.mark.skipif(not PLANS, reason="the annotated plans are not here")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", SHARED / "tools" / "score_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(file: Path, gold: Path) -> dict[str, float]:
    annotation = json.loads(gold.read_text(encoding="utf-8"))
    figures: dict[str, float] = scorer().score(read_plan(file).as_dict(), annotation)
    return figures


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
@pytest.mark.parametrize("gold", PLANS, ids=lambda path: path.name.split(".")[0])
def test_a_reading_reaches_the_goals(gold: Path, suffix: str) -> None:
    file = gold.with_name(gold.name.replace(".gold.json", suffix))
    goals = GOALS | FLATTENED if suffix == ".txt" else GOALS
    figures = score(file, gold)
    assert {name: figures[name] for name, goal in goals.items() if figures[name] < goal} == {}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_scan_reaches_its_goal() -> None:
    [scan] = (SHARED / "plans").glob("*.scan.pdf")
    gold = scan.with_name(scan.name.replace(".scan.pdf", ".gold.json"))
    assert score(scan, gold)["task_f1"] >= 0.85
