"""The registry of words for kinds and columns."""

from dinh.foundation.journal import words


def test_registered_words_and_what_has_none() -> None:
    words.register_words({"mau.act_done": "Làm mẫu"}, {"mau.name": "tên"})
    assert words.kind_words("mau.act_done") == "Làm mẫu"
    assert words.kind_words("mau.other") == "mau.other"
    assert words.column_words("mau.act_done", "name") == "tên"
    assert words.column_words("khac.act_done", "name") == "name"
