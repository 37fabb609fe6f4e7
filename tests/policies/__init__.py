"""The loader, and the files it ships."""
