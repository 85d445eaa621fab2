"""Numbers and signs of documents: forms, lists, drafts, running text, round trips."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.kernel.documentnumber import (
    KIND_NAMES,
    Citation,
    DocumentNumber,
    NotADocumentNumber,
    find_all,
    kind_from_name,
    parse,
    parse_all,
)

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("10/KH-UBND", DocumentNumber(10, "KH", "UBND")),
        ("05/2026/QĐ-UBND", DocumentNumber(5, "QĐ", "UBND", 2026)),
        ("02 -NQ/TU", DocumentNumber(2, "NQ", "TU", is_party=True)),
        ("104-KH/HU", DocumentNumber(104, "KH", "HU", is_party=True)),
        ("02-ĐA/ĐU", DocumentNumber(2, "ĐA", "ĐU", is_party=True)),
        ("107/2020/NĐ-CP", DocumentNumber(107, "NĐ", "CP", 2020)),
        ("107/NĐ-CP", DocumentNumber(107, "NĐ", "CP")),
        ("26/2026/TT-BTC", DocumentNumber(26, "TT", "BTC", 2026)),
        ("12/2014/TTLT-BTC-BNV", DocumentNumber(12, "TTLT", "BTC-BNV", 2014)),
        ("72/2025/QH15", DocumentNumber(72, None, "QH15", 2025)),
        ("23/CT-TTg", DocumentNumber(23, "CT", "TTg")),
        ("07/TTr-UBND", DocumentNumber(7, "TTr", "UBND")),
        ("12/QyĐ-UBND", DocumentNumber(12, "QyĐ", "UBND")),
        ("31/UBND-VHXH", DocumentNumber(31, None, "UBND", unit="VHXH")),
        ("27b/QĐ-UBND", DocumentNumber(27, "QĐ", "UBND", suffix="b")),
        ("Số: 05/KH-UBND", DocumentNumber(5, "KH", "UBND")),
        ("SỐ: 05/KH-UBND", DocumentNumber(5, "KH", "UBND")),
        ("Số:      /KH-UBND", DocumentNumber(None, "KH", "UBND")),
        ("Số: …../QĐ-UBND", DocumentNumber(None, "QĐ", "UBND")),
        ("      -KH/ĐU", DocumentNumber(None, "KH", "ĐU", is_party=True)),
        ("22 /QĐ – UBND", DocumentNumber(22, "QĐ", "UBND")),
        ("45/2020/ N\u00d0—CP", DocumentNumber(45, "NĐ", "CP", 2020)),
        ("5/kh-ubnd", DocumentNumber(5, "KH", "UBND")),
    ],
)
def test_parse(printed, number):
    assert parse(printed) == number


@pytest.mark.parametrize(
    ("printed", "formatted"),
    [
        ("5/KH-UBND", "05/KH-UBND"),
        ("02 -NQ/TU", "02-NQ/TU"),
        ("5/2026/QĐ - UBND", "05/2026/QĐ-UBND"),
        ("1562/KH-UBND", "1562/KH-UBND"),
        ("7b/QĐ-UBND", "07b/QĐ-UBND"),
        ("72/2025/QH15", "72/2025/QH15"),
        ("31/UBND-VHXH", "31/UBND-VHXH"),
        ("Số:   /KH-UBND", "     /KH-UBND"),
    ],
)
def test_format(printed, formatted):
    assert parse(printed).format() == str(parse(printed)) == formatted


def test_draft_takes_the_blank_that_the_page_wants():
    assert parse("/KH-UBND").format(blank="......") == "....../KH-UBND"


def test_printed_form_is_kept_and_does_not_count():
    number = parse("Số: 02 -NQ/TU")
    assert number.printed == "Số: 02 -NQ/TU"
    assert number == parse("02-NQ/TU")


def test_several_numbers_under_one_sign():
    assert [str(n) for n in parse_all("số 1562, 1564/KH-UBND")] == ["1562/KH-UBND", "1564/KH-UBND"]
    assert [str(n) for n in parse_all("7, 8 và 9/2020/NĐ-CP")] == [
        "07/2020/NĐ-CP",
        "08/2020/NĐ-CP",
        "09/2020/NĐ-CP",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "6/6 ấp",
        "04/11/2021",
        "24/7",
        "100%",
        "ISO 9001:2015",
        "KH-UBND",
        "12/x",
        "9" * 500,
    ]
    + ["123456/KH-UBND", "10/KH-UBND và 11/KH-UBND"],
)
def test_other_texts_are_refused_with_a_sentence(text):
    with pytest.raises(NotADocumentNumber) as refused:
        parse(text)
    assert refused.value.sentence.endswith("Ví dụ đúng: 10/KH-UBND, 05/2026/QĐ-UBND, 02-NQ/TU.")


def test_one_number_is_asked_for_and_two_are_refused():
    with pytest.raises(NotADocumentNumber):
        parse("1562, 1564/KH-UBND")


@pytest.mark.parametrize(
    ("name", "kind"), [("KẾ HOẠCH", "KH"), ("Nghị định", "NĐ"), ("to trinh", "TTr"), ("thơ", None)]
)
def test_kind_from_name(name, kind):
    assert kind_from_name(name) == kind


# --- running text ------------------------------------------------------------------------------


def found(text):
    return [(str(c.number), c.dated, c.kind_words) for c in find_all(text)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "Nghị quyết số 02 -NQ/TU ngày 04 /11/2021 của Tỉnh ủy",
            [("02-NQ/TU", date(2021, 11, 4), "Nghị quyết")],
        ),
        (
            "Thực hiện Kế hoạch số 16/KH-UBND, ngày 03 tháng 01 năm 2026 của tỉnh",
            [("16/KH-UBND", date(2026, 1, 3), "Kế hoạch")],
        ),
        (
            "Kế hoạch số 1562, 1564/KH-UBND ngày 11/4/2018",
            [
                ("1562/KH-UBND", date(2018, 4, 11), "Kế hoạch"),
                ("1564/KH-UBND", date(2018, 4, 11), "Kế hoạch"),
            ],
        ),
        (
            "Quyết định 468/QĐ-\nTTg của Thủ tướng Chính phủ ngày 27/3/2021",
            [("468/QĐ-TTg", date(2021, 3, 27), "Quyết định")],
        ),
        (
            "Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
            [("72/2025/QH15", None, "Luật")],
        ),
        (
            "Nghị định số 107/2020/NĐ-CP, số 108/2020/NĐ-CP",
            [("107/2020/NĐ-CP", None, "Nghị định"), ("108/2020/NĐ-CP", None, None)],
        ),
        ("năm 2023, 10/KH-UBND", [("10/KH-UBND", None, None)]),
        ("(10/KH-UBND).", [("10/KH-UBND", None, None)]),
        ("Quyết định số    /QĐ-UBND ngày    /01/2026", [("     /QĐ-UBND", None, "Quyết định")]),
        ("công văn 31/UBND-VHXH ngày 31/02/2026", [("31/UBND-VHXH", None, "công văn")]),
        ("Quyết định số 12/QĐ ngày 05/01/2026", [("12/QĐ", date(2026, 1, 5), "Quyết định")]),
    ],
)
def test_find_all(text, citations):
    assert found(text) == citations


@pytest.mark.parametrize(
    "text",
    [
        "6/6 ấp, trực 24/7, đạt 98/100 điểm",
        "từ ngày 15/12/2025 đến 06/11/2026",
        "TCVN ISO 9001:2015, mức độ 3/4, 12/15 CBCC",
        "giai đoạn 2021-2025, tỷ lệ 100%/năm",
        "ký số - CNTT/ATTT; Lưu: VT, VP (27b)",
        "Biểu 06/VPCP/KSTT",
        "http://example.vn/2026/10/KH-UBND",
        "",
    ],
)
def test_find_all_is_not_confused(text):
    assert found(text) == []


def test_spans_point_at_the_text():
    text = "Theo Nghị định số 61/2018/NĐ-CP và Kế hoạch số 1562, 1564/KH-UBND."
    assert [text[slice(*c.span)] for c in find_all(text)] == [
        "61/2018/NĐ-CP",
        "1562",
        "1564/KH-UBND",
    ]


def test_citation_holds_number_span_date_and_words():
    number = DocumentNumber(5, "KH", "UBND")
    assert find_all("kế hoạch số 05/KH-UBND") == [Citation(number, (12, 22), None, "kế hoạch")]


ISSUERS = st.sampled_from(["UBND", "HĐND", "CP", "TTg", "BNV", "BTC-BNV", "VPCP"])
NUMBERS = st.one_of(
    st.builds(
        DocumentNumber,
        st.none() | st.integers(1, 99999),
        st.sampled_from(sorted(KIND_NAMES)),
        ISSUERS,
        st.none() | st.integers(1945, 2099),
        st.sampled_from(["", "a", "b", "đ"]),
    ),
    st.builds(
        DocumentNumber,
        st.integers(1, 99999),
        st.sampled_from(sorted(KIND_NAMES)),
        st.sampled_from(["TU", "HU", "ĐU", "TW", "BTCTW"]),
        is_party=st.just(True),
    ),
    st.builds(
        DocumentNumber,
        st.integers(1, 99999),
        st.none(),
        st.sampled_from(["UBND", "SNV"]),
        unit=st.sampled_from(["VP", "VHXH", "TTPVHCC"]),
    ),
)


def without_suffix_of_a_draft(number):
    return number.number is not None or not number.suffix


@given(NUMBERS.filter(without_suffix_of_a_draft))
def test_what_is_formatted_is_read_back(number):
    assert parse(number.format()) == number


@given(NUMBERS.filter(lambda number: number.number is not None), st.integers(0, 3), st.booleans())
def test_stray_spaces_and_dashes_do_not_matter(number, spaces, long_dash):
    printed = number.format().replace("/", " " * spaces + "/" + " " * spaces)
    assert parse(printed.replace("-", "–", int(long_dash))) == number


@given(NUMBERS.filter(lambda number: number.number is not None), st.dates(date(1945, 9, 2)))
def test_found_in_a_sentence_with_its_date(number, day):
    if day.year > 2099:
        day = day.replace(year=2026, day=1)
    sentence = f"Căn cứ Quyết định số {number.format()} ngày {day:%d/%m/%Y} của cấp trên;"
    assert found(sentence) == [(number.format(), day, "Quyết định")]


@given(st.text(alphabet="0123456789/-–., KHQĐUBNDsố:\nngàytháng", max_size=80))
def test_any_text_is_read_without_failing(text):
    for citation in find_all(text):
        start, end = citation.span
        assert 0 <= start < end <= len(text)


@pytest.mark.skipif(not PLANS.exists(), reason="the sample plans are not beside the project")
@pytest.mark.parametrize("name", ["giao-long-2024", "tung-anh-2024", "vinh-khe-2024"])
def test_every_citation_of_the_sample_plans_is_found_with_its_date(name):
    gold = json.loads((PLANS / f"{name}.gold.json").read_text(encoding="utf-8"))
    references = gold["document"]["references"]
    wanted = {(r["number"], r["date"]) for r in references if "/" in (r["number"] or "")}
    text = (PLANS / f"{name}.txt").read_text(encoding="utf-8")
    got = {(str(c.number), c.dated and c.dated.isoformat()) for c in find_all(text)}
    assert wanted - got == set()
