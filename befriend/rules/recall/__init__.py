"""Recall: which one is lawful for whom on a day, and when it ends."""
