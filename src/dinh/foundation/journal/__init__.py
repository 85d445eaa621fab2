"""The journal of official acts: append-only, chained per organisation, sealed each day (ADR 0005)."""
