"""Units, offices, practitioners, their hours and their safety."""
