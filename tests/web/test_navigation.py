"""The menu: who sees what, and which entry is selected."""

import pytest

from dinh.foundation.ui.menu import MenuEntry
from dinh.web.navigation import places

TODAY = MenuEntry(10, "Việc hôm nay", "web:today", "today", badge=lambda actor: actor)
EXACT = MenuEntry(15, "Đúng chỗ", "web:today", is_exact=True)
LOOK = MenuEntry(20, "Giao diện", "web:components", "eye")
SEARCH = MenuEntry(30, "Tìm", "web:search", "search", children=(LOOK,))
SECRET = MenuEntry(40, "Riêng", "web:front", visible=lambda actor: actor > 5)


def selected(path: str, *entries: MenuEntry) -> list[tuple[str, str]]:
    shown = places(entries, 3, path)
    every = [place for top in shown for place in (top, *top.children)]
    return [(place.label, place.current) for place in every if place.current]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/lam-viec/", [("Việc hôm nay", "page")]),
        ("/lam-viec/khac/", [("Việc hôm nay", "true")]),
        ("/lam-viec/tim/", [("Tìm", "page")]),
        ("/lam-viec/giao-dien/", [("Tìm", "true"), ("Giao diện", "page")]),
        ("/suc-khoe/", []),
    ],
)
def test_the_longest_address_is_selected(path: str, found: list[tuple[str, str]]) -> None:
    assert selected(path, TODAY, SEARCH) == found


def test_an_exact_entry_is_selected_only_at_its_address() -> None:
    assert selected("/lam-viec/", EXACT) == [("Đúng chỗ", "page")]
    assert selected("/lam-viec/khac/", EXACT) == []


def test_children_show_only_under_the_selected_entry() -> None:
    assert [len(place.children) for place in places([TODAY, SEARCH], 3, "/lam-viec/tim/")] == [0, 1]
    assert [len(place.children) for place in places([TODAY, SEARCH], 3, "/lam-viec/")] == [0, 0]


def test_entries_are_hidden_and_counted_for_the_actor() -> None:
    assert [(place.label, place.badge) for place in places([TODAY, SECRET], 3, "/")] == [
        ("Việc hôm nay", 3)
    ]
    assert [place.label for place in places([SECRET], 9, "/")] == ["Riêng"]
