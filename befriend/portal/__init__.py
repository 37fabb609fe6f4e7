"""What the person sees: their own page, their way in, and what they ask."""
