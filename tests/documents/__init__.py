"""Tests of papers made from the record."""
