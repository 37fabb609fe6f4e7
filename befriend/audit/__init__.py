"""Who did what, as which office, on what grounds."""
