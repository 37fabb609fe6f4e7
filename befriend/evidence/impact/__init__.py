"""Capacity impact statements: what a policy did to a made-up country, in figures, words, drawings."""
