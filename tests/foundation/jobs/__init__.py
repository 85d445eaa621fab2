"""Tests of dinh.foundation.jobs."""
