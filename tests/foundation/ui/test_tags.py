"""Template tags: icons, states, marks of time, addresses of the same page."""

from django.template import engines
from django.test import RequestFactory

from dinh.foundation.ui.finders import STATIC
from dinh.foundation.ui.states import STATES


def shown(source: str, query: str = "", **context: object) -> str:
    request = RequestFactory().get(f"/lam-viec/?{query}")
    return engines["django"].from_string(source).render(context, request)


def test_an_icon_is_hidden_from_readers_unless_it_has_words() -> None:
    assert shown('{% icon "doc" %}') == (
        '<svg class="i" aria-hidden="true"><use href="/static/ui/sprite.svg#i-doc"/></svg>'
    )
    assert 'role="img" aria-label="Tệp"' in shown('{% icon "doc" label="Tệp" %}')


def test_every_state_has_its_icon_and_words() -> None:
    sprite = (STATIC / "sprite.svg").read_text(encoding="utf-8")
    for code, look in STATES.items():
        assert f'id="i-{look.icon}"' in sprite
        assert str(look.words) in shown("{% state code %}", code=code)


def test_words_are_escaped() -> None:
    assert "&lt;b&gt;" in shown("{% state 'late' words %}", words="<b>")
    assert "&lt;b&gt;" in shown("{% due 'late' words words %}", words="<b>")


def test_the_address_changes_one_value_and_leaves_the_page() -> None:
    source = '{% querystring_with sap_xep="-han" loai=None %}'
    assert shown(source, "q=a&loai=b&trang=3") == "?q=a&amp;sap-xep=-han"


def test_figures_and_times_in_templates() -> None:
    assert (
        shown("{{ n|vnumber }} {{ m|worked }}", n=1903, m=660)
        == "1.903 1\u00a0ngày 3\u00a0giờ làm việc"
    )


def test_a_figure_says_its_unit_in_vietnamese() -> None:
    said = shown('{{ n|vfigure:"minute" }}, {{ n|vfigure:"%" }}, {{ n|vfigure:"count" }}', n=1903)
    assert said == "1.903 phút, 1.903%, 1.903"
    assert shown('{{ n|vfigure:"minute" }}', n=None) == "–"
