"""Keys: shape, growth, clocks set back, spent tails, threads, forks."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.kernel import keys
from dinh.kernel.keys import KeyMaker, made_at, new_key


def test_key_is_version_7_of_the_rfc_variant():
    key = new_key()
    assert (key.version, key.variant) == (7, "specified in RFC 4122")


def test_key_tells_when_it_was_made():
    before = datetime.now(UTC)
    moment = made_at(new_key())
    assert before - timedelta(milliseconds=1) <= moment <= datetime.now(UTC)


def test_example_of_the_rfc_reads_back():
    # RFC 9562, appendix A.6
    key = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    assert made_at(key) == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


def test_example_of_the_rfc_is_made_from_its_parts():
    tail = 0xCC3 << 62 | 0x18C4DC0C0C07398F
    maker = KeyMaker(now_ms=lambda: 0x017F22E279B0, random_bits=lambda bits: tail)
    assert maker.new_key() == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


def test_other_versions_tell_no_moment():
    with pytest.raises(ValueError, match="not a version 7"):
        made_at(uuid4())


def test_ten_thousand_keys_of_one_process_grow():
    made = [new_key() for _ in range(10_000)]
    assert made == sorted(set(made))


@given(st.lists(st.integers(0, 2**40), min_size=2, max_size=50), st.randoms(use_true_random=False))
def test_keys_grow_whatever_the_clock_does(moments, random):
    clock = iter(moments)
    maker = KeyMaker(now_ms=lambda: next(clock), random_bits=random.getrandbits)
    made = [maker.new_key() for _ in moments]
    assert made == sorted(set(made))
    assert {key.version for key in made} == {7}


def test_a_spent_tail_borrows_the_next_millisecond():
    maker = KeyMaker(now_ms=lambda: 5, random_bits=lambda bits: 2**bits - 1)
    maker._tail, maker._millisecond = 2**74 - 2, 5
    first, second = maker.new_key(), maker.new_key()
    assert first < second
    assert [key.int >> 80 for key in (first, second)] == [6, 6]


def test_threads_never_share_a_key():
    with ThreadPoolExecutor(4) as pool:
        batches = list(pool.map(lambda _: [new_key() for _ in range(500)], range(8)))
    assert len({key for batch in batches for key in batch}) == 4000
    assert all(batch == sorted(batch) for batch in batches)


def _key_of_a_child() -> UUID:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, new_key().bytes)
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        return UUID(bytes=pipe.read())


def test_a_forked_child_starts_anew(monkeypatch):
    # the parent's clock stands in 1970; a child that went on from its parent would stay there
    monkeypatch.setattr(keys, "_maker", KeyMaker(now_ms=lambda: 0))
    assert made_at(new_key()).year == 1970
    children = [made_at(_key_of_a_child()) for _ in range(2)]
    assert all(moment.year > 2020 for moment in children)
