"""Every address × every role × own and other commune, compared with the committed access_matrix.csv.

A new address needs no line here: it fails until `make matrix` has been run and its lines read. An
address that names a record needs an entry in factories/addresses (docs/testing.md says how).

A cell is the status of the answer; "login" is a redirect to the sign-in page. `method` POST has an
empty body; whatever a request changes is rolled back.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from factories import cast
from factories.addresses import Side, known_addresses
from factories.organisations import make_commune_units
from factories.people import give_place, make_person, sign_in

MATRIX = Path(__file__).with_name("access_matrix.csv")
ROLES = (
    "anonymous",
    "chair",
    "vice_chair",
    "coordinator",
    "head",
    "officer",
    "administrator",
    "reader",
)
COLUMNS = ("address", "method", "side", *ROLES)
SIGN_IN = reverse("account_login")
REMEDY = "Run `make matrix`, read what it changed in tests/access_matrix.csv, and commit it."
REFUSED = {"403", "404", "405"}
Key = tuple[str, str, str]


def named_addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, bool]]:
    """Every name under these patterns, and whether its address has arguments."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            has_arguments = bool(pattern.pattern.regex.groups)
            for name, takes in named_addresses(pattern.url_patterns, inner):
                yield name, takes or has_arguments
        else:
            assert pattern.name, f"{prefix}{pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}", bool(pattern.pattern.regex.groups)


ADDRESSES = dict(sorted(named_addresses(get_resolver().url_patterns)))


@dataclass
class World:
    """The two communes, and a client for each role."""

    own: Side
    other: Side
    clients: dict[str, Client]


def _build() -> World:
    province = cast.make_province()
    commune, neighbour = cast.make_commune(province), cast.make_other_commune(province)
    units = make_commune_units(commune)
    people = {role: make(commune, units) for role, make in cast.STAFF.items()}
    own = Side(commune, units, people)
    other = Side(neighbour, make_commune_units(neighbour), {})
    for role in cast.STAFF:
        person = make_person(f"khac-{role}", "Vũ Thị Hồng", phone="0987654321")
        give_place(person, neighbour, role, unit=other.units["culture"])
        other.people[role] = person
    clients = {role: sign_in(person) for role, person in people.items()}
    clients |= {"anonymous": Client(), "reader": sign_in(cast.make_reader(province))}
    return World(own, other, clients)


@pytest.fixture
def world(db: None) -> World:
    """The communes and their people."""
    return _build()


def _ask(client: Client, method: str, address: str) -> str:
    """The cell: what a copy of the client gets; changes are rolled back."""
    asking = Client()
    asking.cookies = client.cookies.copy()
    asking.cookies.update(client.cookies)
    with transaction.atomic():
        response = getattr(asking, method.lower())(address)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].split("?")[0] == SIGN_IN:
        return "login"
    return str(response.status_code)


def _measure(world: World, name: str) -> dict[Key, list[str]]:
    """The lines of one address."""
    sides = {"own": world.own, "other": world.other} if ADDRESSES[name] else {"-": world.own}
    found = {}
    for side_name, side in sides.items():
        address = reverse(name, kwargs=_arguments(name, side))
        for method in ("GET", "POST"):
            cells = [_ask(world.clients[role], method, address) for role in ROLES]
            found[name, method, side_name] = cells
    return found


def _arguments(name: str, side: Side) -> dict[str, object]:
    if not ADDRESSES[name]:
        return {}
    known = known_addresses()
    assert name in known, (
        f"The address {name} names a record: add it to a file in tests/factories/addresses "
        "(docs/testing.md, “The access matrix”), then run `make matrix`."
    )
    return known[name](side)


def _read() -> dict[Key, list[str]]:
    if not MATRIX.exists():
        return {}
    with MATRIX.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {(row[0], row[1], row[2]): row[3:] for row in rows}


def _write(lines: dict[Key, list[str]]) -> None:
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([*key, *cells] for key, cells in sorted(lines.items()))


@pytest.mark.parametrize("name", ADDRESSES)
def test_each_address_answers_each_role_as_committed(
    world: World, name: str, request: pytest.FixtureRequest
) -> None:
    measured, kept = _measure(world, name), _read()
    if request.config.getoption("--update-matrix"):
        others = {key: cells for key, cells in kept.items() if key[0] in ADDRESSES}
        _write({key: cells for key, cells in others.items() if key[0] != name} | measured)
        return
    known = {key: cells for key, cells in kept.items() if key[0] == name}
    assert known, f"The address {name} is not in the access matrix. {REMEDY}"
    wrong = {
        key: [
            f"{role}: {was} → {now}"
            for role, was, now in zip(ROLES, known.get(key, []), cells, strict=False)
            if was != now
        ]
        for key, cells in measured.items()
        if known.get(key) != cells
    }
    assert not wrong, f"Access has changed: {wrong}. {REMEDY}"


def test_the_matrix_has_no_line_of_an_address_that_is_gone() -> None:
    gone = {name for name, _method, _side in _read()} - set(ADDRESSES)
    assert not gone, f"These addresses no longer exist: {sorted(gone)}. {REMEDY}"


def test_another_communes_record_is_never_shown_nor_changed() -> None:
    """In the committed matrix itself: nobody of a commune gets anything but 404 or 405 for the other's."""
    staff = [ROLES.index(role) for role in ROLES if role not in {"anonymous", "reader"}]
    leaks = {
        key: cells
        for key, cells in _read().items()
        if key[2] == "other" and not {cells[column] for column in staff} <= {"404", "405"}
    }
    assert leaks == {}


def test_a_superior_reader_changes_no_record() -> None:
    """In the committed matrix: on a record of a commune, every act answers a reader 403, 404 or 405."""
    reader = ROLES.index("reader")
    acts = {key: cells[reader] for key, cells in _read().items() if key[1] == "POST"}
    may = {key: cell for key, cell in acts.items() if key[2] != "-" and cell not in REFUSED}
    assert may == {}


def test_a_visitor_sees_nothing_but_the_way_in() -> None:
    """In the committed matrix: without signing in, every staff address leads to the sign-in page."""
    open_to_all = {"account_login", "account_inactive", "account_logout"}
    seen = {
        key[0]
        for key, cells in _read().items()
        if cells[0] not in {"login", "404", "405", "403"} and key[0] not in open_to_all
    }
    assert {
        name for name in seen if name.startswith(("organisation:", "tasks:", "plans:"))
    } == set()
