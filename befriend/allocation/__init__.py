"""Who is with whom, who waits, and which office owns the gap."""
