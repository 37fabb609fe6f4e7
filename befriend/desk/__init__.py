"""Staff pages that join several apps."""
