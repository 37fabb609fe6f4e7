"""Tests of Befriend; the folders mirror the package."""
