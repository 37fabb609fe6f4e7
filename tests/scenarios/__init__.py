"""Cases that a practitioner can read, run against the rules."""
