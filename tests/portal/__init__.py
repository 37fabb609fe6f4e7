"""The person's own page."""
