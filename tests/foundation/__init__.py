"""Tests of the plumbing, and an installation with a worker to try it in earnest."""
