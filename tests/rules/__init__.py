"""The rules: edges, errors and properties."""
