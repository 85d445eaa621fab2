"""Tests of dinh.foundation.journal."""
