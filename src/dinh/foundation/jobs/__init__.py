"""Work done in a worker process: retried, surviving a restart, showing progress."""
