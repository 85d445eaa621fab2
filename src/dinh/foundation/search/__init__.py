"""One full-text index for everything that can be found by words, on SQLite and on PostgreSQL.

    from dinh.foundation.search.actions import index, remove
    from dinh.foundation.search.queries import matching_subjects, search

An act that makes or renames a thing calls `index` in its transaction; `search` answers with keys,
and the module that owns the kind looks the records up (and decides access to them). Whoever
searches says whose records: the organisations are part of the query, so nothing of another commune
is counted or ranked.
"""
