"""What nobody should send: texts, numbers, days, and whole forms of them."""

from __future__ import annotations

from hypothesis import strategies as some

TEXTS = ["\0", "a\0b", "9" * 400, "-1", "é\u0301\u202e", "\ud7ff\U0001f426", "'\"<>%s", " ", ".", "x" * 5000]
NUMBERS = ["0", "9223372036854775807", "9223372036854775808", "9" * 400]
DAYS = ["\0", "", "0001-01-01", "01/01/0001", "9999-12-31", "31/12/9999", "31/02/2026", "0000-00-00",
        "9" * 400, "-1", "1 January 20261", "٢٧/١١/٢٠٢٦", "\U0001f426"]  # fmt: skip
FORMULAS = ["=1+1", "+44", "-1", "@SUM(1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]
# As they go over the wire: half an UTF-8 letter, a surrogate, an overlong slash, nothing but ones.
BYTES = [b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf", b"\xff" * 8, b"\x00", b"x" * 200_000]

KNOWN = [text.encode() for text in (*TEXTS, *NUMBERS, *DAYS, *FORMULAS)]
VALUE = some.one_of(
    some.sampled_from([*KNOWN, *BYTES]),
    some.binary(max_size=60),
    some.text(max_size=60).map(str.encode),
    some.integers().map(lambda number: str(number).encode()),
    some.dates().map(lambda day: f"{day:%d/%m/%Y}".encode()),
)
NAME = some.one_of(some.text(max_size=20).map(str.encode), some.binary(max_size=20))
# How the body of a form is spoilt: how much, and what it is said to be.
WAYS = ("as a form", "twice each", "very many", "in parts", "in parts, with a file", "as json", "as bytes")
TYPES = ("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
         "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=\0",
         "", "\xff")  # fmt: skip
