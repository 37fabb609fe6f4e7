"""The person, and what is known about them."""
