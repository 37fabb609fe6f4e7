"""The words for people: nobody is named by a wrong they did, or by a list they are on."""

import re

import pytest

from tests.repository import tree

# What to say instead is in GLOSSARY.md.
BANNED = re.compile(
    r"""\b(?:
        [Oo]ffenders? | [Cc]riminals? | [Cc]onvicts? | [Ii]nmates? | [Pp]erpetrators?
      | PoPs? | POPs? | [Pp]eople\ on\ probations
      | [Ss]ervice[ -][Uu]sers? | [Nn]ominals
      | [Nn]ominal(?=\ (?:index|records?|rolls?|lists?|search)) | [Cc]lients? | [Ss]ubjects?\ of\ supervision
      | [Oo]rphaned | [Uu]nplaced | [Hh]uman\ resources?
    )\b""",
    re.VERBOSE,
)
# Titles of sources and statutes keep the words of their day; so do words that mean something else here.
ALLOWED = re.compile(
    r"""
      [Oo]ffender\ (?:[Mm]anagement|Assessment|Rehabilitation|Personality|Group)[\ A-Za-z]*
    | Rehabilitation\ of\ Offenders\ Act | (?:Young|Mentally\ Disordered)\ Offenders?\ (?:Act|Institutions?)
    | [Cc]riminal\ (?:Justice|justice\ statistics|Law|Procedure|Records?|Court|Cases\ Review)[\ A-Za-z]*
    | (?:test|API|api|http|HTTP|web|django|[Tt]he\ test)\ client
    | title:.* | reference:.* | \[[^]]*\]\(https?://[^)]*\) | https?://\S+
    | `[^`]*`
    """,
    re.VERBOSE,
)
# In code `client` is the web client of a test, and the glossary and the checks must name what is not said.
CODE_CLIENT = re.compile(r"\b[Cc]lient\b")
NAMES_THE_BANNED = {"GLOSSARY.md", "test_words.py"}


def wrong_words(line: str, *, code: bool) -> list[str]:
    """Return the banned words of one line."""
    line = ALLOWED.sub("", line)
    return BANNED.findall(CODE_CLIENT.sub("", line) if code else line)


def words_found() -> list[str]:
    """Return every banned word with its place."""
    return [
        f"{path}:{number}: {word}"
        for path in tree.texts(".py", ".jinja", ".html", ".yaml", ".md", ".po", ".csv")
        if path.name not in NAMES_THE_BANNED
        for number, line in enumerate(tree.read(path).splitlines(), start=1)
        for word in wrong_words(line, code=path.suffix == ".py")
    ]


def test_nobody_is_called_by_a_banned_word():
    assert words_found() == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("The offender is late.", ["offender"]),
        ("45 PoPs wait.", ["PoPs"]),
        ("a service user's plan", ["service user"]),
        ("the nominal index", ["nominal"]),
        ("nominal target of 2,176 points", []),
        ("Offender Management Statistics Quarterly", []),
        ("Criminal Justice Act 2003", []),
    ],
)
def test_the_check_itself_sees_and_lets_pass(line, wrong):
    assert wrong_words(line, code=False) == wrong
