"""Work done outside a request: a table of jobs, a worker process, schedules (ADR 0006).

A module's `jobs.py` registers functions with `registry.job`; an act asks with `actions.enqueue`.
"""
