"""Contact with people: appointments and what came of them, notes, promises, safety on home visits."""
