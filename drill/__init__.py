"""The drill: writes under load while servers are killed, copies brought back, and what is there counted."""
