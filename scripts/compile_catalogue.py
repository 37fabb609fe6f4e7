"""Write the compiled catalogue (.mo) of each catalogue of words (.po) named: what gettext reads.

Understands what our own catalogues hold: comments, messages and plurals, one text a line. Anything else
fails. Usage: compile_catalogue.py FILE.po...
"""

from __future__ import annotations

import ast
import struct
import sys
from pathlib import Path

MAGIC, HEADER = 0x950412DE, 28


def read(text: str) -> dict[str, str]:
    """Return what each message is in the other language; plurals are joined as gettext keeps them."""
    found: dict[str, str] = {}
    for block in text.split("\n\n"):
        said: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if not line or line.startswith("#"):
                continue
            words = line
            if not line.startswith('"'):
                name, _space, words = line.partition(" ")
                said[name] = ""
            said[name] += ast.literal_eval(words)
        if said:
            plural = [said[one] for one in sorted(said) if one.startswith("msgstr[")]
            key = "\0".join(said[one] for one in ("msgid", "msgid_plural") if one in said)
            found[key] = "\0".join(plural) if plural else said["msgstr"]
    return found


def compiled(messages: dict[str, str]) -> bytes:
    """Return the file that gettext reads: two tables of lengths and places, then the texts, in order."""
    rows = sorted((key.encode(), value.encode()) for key, value in messages.items() if value)
    at, tables, texts = HEADER + 16 * len(rows), [b"", b""], b""
    for side in (0, 1):
        for row in rows:
            tables[side] += struct.pack("<II", len(row[side]), at + len(texts))
            texts += row[side] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(rows), HEADER, HEADER + 8 * len(rows), 0, at)
    return head + tables[0] + tables[1] + texts


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.with_suffix(".mo").write_bytes(compiled(read(path.read_text(encoding="utf-8"))))
