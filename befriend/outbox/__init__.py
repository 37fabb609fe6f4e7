"""Jobs and outgoing messages: written together with what they follow from, done by the worker."""
