"""Django plumbing that knows no domain: base model, journal, files, jobs, ui."""
