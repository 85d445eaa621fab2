"""`dinh setup`, as typed by whoever installs Đình."""

import pytest

from dinh.cli import main
from dinh.modules.organisation.models import Membership, Organisation

WORDS = ["setup", "--code", "H01.05", "--kind", "phuong", "--name", "Phú Hòa"]
ADMIN = ["--admin", "quantri", "--admin-name", "Trần Văn An"]

pytestmark = pytest.mark.django_db


def test_setup_makes_the_agency_and_a_one_time_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*WORDS, *ADMIN]) == 0

    agency = Organisation.objects.get()
    place = Membership.objects.get()
    password = capsys.readouterr().out.split(" / ")[1].split()[0]
    assert agency.names.get().place == "phường Phú Hòa"
    assert (place.role, place.person.must_change_password) == ("administrator", True)
    assert place.person.check_password(password)


def test_setup_a_second_time_says_that_the_agency_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main([*WORDS, *ADMIN])

    assert main([*WORDS, *ADMIN]) == 2
    assert capsys.readouterr().err == "Mã cơ quan “H01.05” đã có.\n"
    assert Membership.objects.count() == 1


def test_setup_under_an_agency_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, *ADMIN, "--parent", "H99"]) == 2

    assert "H99" in capsys.readouterr().err
    assert not Organisation.objects.exists()
