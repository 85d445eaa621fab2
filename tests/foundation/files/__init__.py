"""Tests of dinh.foundation.files."""
