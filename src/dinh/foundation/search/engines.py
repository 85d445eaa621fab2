"""The only place where the two databases differ: how the index is built, matched and ranked.

Both match every word of a query, the last one as the beginning of a word. SQLite keeps an FTS5
table over `SearchEntry` in step by triggers; PostgreSQL keeps generated columns with GIN indexes. A
migration that rebuilds the table on SQLite drops its triggers, and must run `build` again.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from dinh.foundation.search.wordforms import Words


class Engine(ABC):
    """What a database must be able to do."""

    build: ClassVar[tuple[str, ...]]
    unbuild: ClassVar[tuple[str, ...]]
    ids: ClassVar[str]  # a select of the entries' ids, with one parameter: the folded query
    page: ClassVar[str]  # id, is_exact, in the order of rank; `{where}` narrows the entries `e`

    @abstractmethod
    def folded(self, groups: Iterable[Words]) -> str:
        """The query for the folded words, in the database's own language."""

    @abstractmethod
    def exact(self, groups: Iterable[Words]) -> str:
        """The query for the words with their diacritics."""


class Sqlite(Engine):
    """FTS5 with external content."""

    build = (
        "CREATE VIRTUAL TABLE search_words USING fts5(folded_title, folded_body, exact, "
        "content='search_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER search_words_added AFTER INSERT ON search_searchentry BEGIN "
        "INSERT INTO search_words(rowid, folded_title, folded_body, exact) "
        "VALUES (new.id, new.folded_title, new.folded_body, new.exact); END",
        "CREATE TRIGGER search_words_removed AFTER DELETE ON search_searchentry BEGIN "
        "INSERT INTO search_words(search_words, rowid, folded_title, folded_body, exact) "
        "VALUES ('delete', old.id, old.folded_title, old.folded_body, old.exact); END",
        "CREATE TRIGGER search_words_changed AFTER UPDATE ON search_searchentry BEGIN "
        "INSERT INTO search_words(search_words, rowid, folded_title, folded_body, exact) "
        "VALUES ('delete', old.id, old.folded_title, old.folded_body, old.exact); "
        "INSERT INTO search_words(rowid, folded_title, folded_body, exact) "
        "VALUES (new.id, new.folded_title, new.folded_body, new.exact); END",
        "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    )
    unbuild = (
        "DROP TRIGGER search_words_added",
        "DROP TRIGGER search_words_removed",
        "DROP TRIGGER search_words_changed",
        "DROP TABLE search_words",
    )
    ids = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
    page = (
        "SELECT e.id, e.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s) "
        "AS is_exact FROM search_words JOIN search_searchentry e ON e.id = search_words.rowid "
        "WHERE search_words MATCH %s AND {where} "
        "ORDER BY is_exact DESC, bm25(search_words, 8.0, 1.0, 0.0), e.id DESC LIMIT %s OFFSET %s"
    )

    def folded(self, groups: Iterable[Words]) -> str:
        """`{folded_title folded_body} : (("cai" AND "cach"*) OR …)`."""
        return f"{{folded_title folded_body}} : ({self._any(groups)})"

    def exact(self, groups: Iterable[Words]) -> str:
        """`exact : (("cải" AND "cách"*) OR …)`."""
        return f"exact : ({self._any(groups)})"

    def _any(self, groups: Iterable[Words]) -> str:
        return " OR ".join(
            "(" + " AND ".join([*(f'"{word}"' for word in group[:-1]), f'"{group[-1]}"*']) + ")"
            for group in groups
        )


class PostgreSQL(Engine):
    """Generated `tsvector` columns with the `simple` configuration, which only lowers case."""

    build = (
        "ALTER TABLE search_searchentry ADD COLUMN folded_words tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple', folded_title), 'A') || "
        "setweight(to_tsvector('simple', folded_body), 'D')) STORED",
        "ALTER TABLE search_searchentry ADD COLUMN exact_words tsvector GENERATED ALWAYS AS ("
        "to_tsvector('simple', exact)) STORED",
        "CREATE INDEX search_entry_folded_words ON search_searchentry USING gin (folded_words)",
    )
    unbuild = (
        "DROP INDEX search_entry_folded_words",
        "ALTER TABLE search_searchentry DROP COLUMN exact_words",
        "ALTER TABLE search_searchentry DROP COLUMN folded_words",
    )
    ids = "SELECT id FROM search_searchentry WHERE folded_words @@ to_tsquery('simple', %s)"
    page = (
        "SELECT e.id, e.exact_words @@ to_tsquery('simple', %s) AS is_exact "
        "FROM search_searchentry e, to_tsquery('simple', %s) AS sought "
        "WHERE e.folded_words @@ sought AND {where} "
        "ORDER BY is_exact DESC, ts_rank(e.folded_words, sought) DESC, e.id DESC "
        "LIMIT %s OFFSET %s"
    )

    def folded(self, groups: Iterable[Words]) -> str:
        """`('cai' & 'cach':*) | …`."""
        return " | ".join(
            "(" + " & ".join([*(f"'{word}'" for word in group[:-1]), f"'{group[-1]}':*"]) + ")"
            for group in groups
        )

    def exact(self, groups: Iterable[Words]) -> str:
        """The same language over the other column."""
        return self.folded(groups)


_ENGINES: dict[str, Engine] = {"sqlite": Sqlite(), "postgresql": PostgreSQL()}


def engine_for(vendor: str) -> Engine:
    """The engine of a database vendor as Django names it."""
    return _ENGINES[vendor]


def build(_apps: Any, schema_editor: Any) -> None:
    """Migration step: make the index over the table."""
    for statement in engine_for(schema_editor.connection.vendor).build:
        schema_editor.execute(statement)


def unbuild(_apps: Any, schema_editor: Any) -> None:
    """Migration step: remove the index."""
    for statement in engine_for(schema_editor.connection.vendor).unbuild:
        schema_editor.execute(statement)
