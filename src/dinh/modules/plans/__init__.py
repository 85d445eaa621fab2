"""Plan documents, their versions and targets, and the tasks that they give (level 3)."""
