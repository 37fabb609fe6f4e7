"""Whoever watches over the service: is it well, what does it count, what is wrong and how to mend it."""
