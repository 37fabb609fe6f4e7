"""The points model."""
