"""Published cases, put to our rules."""
