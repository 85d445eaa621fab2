"""The people who take part in work, together."""

import pytest

from factories.people import CastMember


@pytest.fixture
def cast(
    chair: CastMember,
    vice_chair: CastMember,
    coordinator: CastMember,
    head: CastMember,
    officer: CastMember,
) -> dict[str, CastMember]:
    """Those who work in the commune, by role."""
    return {
        "chair": chair,
        "vice_chair": vice_chair,
        "coordinator": coordinator,
        "head": head,
        "officer": officer,
    }
