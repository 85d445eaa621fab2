"""An app that only tests install: jobs that take long, break or die, and many writers of events."""
