"""Other systems' files and codes in: checked first, then all or nothing (docs/data.md)."""
