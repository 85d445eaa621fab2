"""The database's own refusal to change or remove what the journal keeps (both databases).

A later migration that rebuilds one of these tables on SQLite loses its triggers: it must end with
`put_up`. `dinh journal verify` and a test notice their absence.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDED = ("journal_event", "journal_eventsubject", "journal_daydigest")
_WORDS = "the journal is append-only"


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Install the triggers; harmless when they stand."""
    take_down(connection)
    statements = _postgresql_statements() if _is_postgresql(connection) else _sqlite_statements()
    _execute(connection, statements)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers: for reversing the migration, and for tests that empty their tables."""
    tail = {name: f" ON {table}" if _is_postgresql(connection) else "" for name, table in _names()}
    _execute(connection, [f"DROP TRIGGER IF EXISTS {name}{tail[name]}" for name in tail])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that do not stand; an empty list when all do."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if _is_postgresql(connection)
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        standing = {row[0] for row in cursor.fetchall()}
    return [name for name, _ in _names() if name not in standing]


def _names() -> list[tuple[str, str]]:
    return [(f"{table}_no_{act}", table) for table in GUARDED for act in ("update", "delete")]


def _is_postgresql(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "postgresql"


def _sqlite_statements() -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {name.rsplit('_', 1)[1].upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for name, table in _names()
    ]


def _postgresql_statements() -> list[str]:
    """TRUNCATE is refused by the same trigger as DELETE (statement level sees both)."""
    events = {"update": "UPDATE", "delete": "DELETE OR TRUNCATE"}
    return [
        "CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$",
        *(
            f"CREATE TRIGGER {name} BEFORE {events[name.rsplit('_', 1)[1]]} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()"
            for name, table in _names()
        ),
    ]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
