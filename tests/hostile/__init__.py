"""A hostile afternoon: everything that can be sent is sent wrong, nothing breaks and nothing changes."""
