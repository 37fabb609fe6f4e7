"""Forms half written: kept for whoever writes them, until they are sent or their day has come."""
