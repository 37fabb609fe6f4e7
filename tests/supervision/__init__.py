"""Tests of contact with people."""
