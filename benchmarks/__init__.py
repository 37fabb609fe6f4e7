"""Measurements: each module here has `run() -> list[Row]`, and is named as its rows are."""
