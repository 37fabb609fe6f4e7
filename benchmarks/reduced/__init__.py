"""A reduced model of the country, small enough to be written in any framework (model.py says what it is)."""
