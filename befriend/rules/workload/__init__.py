"""The whole points model: ours, and beside it the published forms, kept for published cases alone."""
