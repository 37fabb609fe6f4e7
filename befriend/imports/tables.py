"""Every table of the import folder, defined once: the reader, the schema and the docs come from here."""

from __future__ import annotations

from befriend.imports.columns import Column, Kind, Table, code, day, own_ref, ref, yes_no
from befriend.rules.values import Grade, Place, Risk, Tier

FROM = day("from", "The first day.", needed=True)
UNTIL = day("until", "The day after the last; blank while it lasts.")


def _practitioner(what: str = "Who.", *, needed: bool = True) -> Column:
    return ref("practitioner", "practitioners", what, needed=needed)


def _person(what: str = "Who.") -> Column:
    return ref("person", "people", what)


def _text(name: str, what: str, *, needed: bool = False, most: int = 200) -> Column:
    return Column(name, Kind.TEXT, what, needed=needed, most=most)


UNITS = Table(
    "units",
    "The tree of units: a nation, its regions, their probation delivery units, teams.",
    ("ref",),
    (
        own_ref("Your reference for the unit."),
        Column("name", Kind.NAME, "What it is called.", needed=True),
        code("kind", ("nation", "region", "unit", "team"), "A unit is a probation delivery unit."),
        ref("parent", "units", "The unit it belongs to; blank at the top.", needed=False),
        day("from", "Since when it belongs there.", needed=True),
    ),
)
OFFICES = Table(
    "offices",
    "Named posts of units. Every nation, region and unit needs a head.",
    ("ref",),
    (
        own_ref("Your reference for the office."),
        ref("unit", "units", "Whose office it is."),
        code(
            "post",
            (
                *("head", "senior", "representative", "data_protection", "court", "victim_liaison"),
                *("admin", "inspector", "researcher"),
            ),
            "A representative is that for health and safety. `docs/access.md` says what each may see.",
        ),
        ref(
            "held_by",
            "practitioners",
            "Who holds it; blank when nobody does, and then the office above answers.",
            needed=False,
        ),
        day("from", "Since when.", needed=True),
    ),
)
PRACTITIONERS = Table(
    "practitioners",
    "Everybody who works for a unit.",
    ("ref",),
    (
        own_ref("Your reference for the practitioner."),
        Column("name", Kind.NAME, "The name that colleagues see.", needed=True),
        code("grade", tuple(g.code for g in Grade), "The grade."),
        ref("unit", "units", "Where they work."),
        Column("weekly_hours", Kind.HOURS, "Contracted hours a week.", needed=True, most=60),
        day("from", "Since when, in this grade, unit and hours.", needed=True),
        UNTIL,
        day("programme_started", "When a trainee's programme began; needed for trainees."),
        day("qualified_on", "When they qualified; needed for the newly qualified."),
        Column("languages", Kind.LIST, "Languages besides English, as codes: cy;pl."),
        Column("patches", Kind.LIST, "The patches they know."),
        yes_no("woman_officer", "Whether they may be offered as a woman officer.", needed=False),
    ),
)
ABSENCES = Table(
    "absences",
    "Days away. There is no column for why, ever.",
    ("practitioner", "from"),
    (_practitioner(), FROM, UNTIL),
)
TRAINING = Table(
    "training",
    "Training booked or completed.",
    ("practitioner", "module", "from"),
    (
        _practitioner(),
        _text("module", "The code of the module.", needed=True, most=60),
        day("from", "The first day; blank if only its completion is known."),
        UNTIL,
        Column("minutes", Kind.WHOLE, "Minutes a working day; blank: whole days.", least=1, most=720),
        day("completed_on", "When it was completed."),
    ),
)
DUTY = Table(
    "duty",
    "Who answers, on a day, for people who have no practitioner: contact only.",
    ("unit", "day", "practitioner"),
    (
        ref("unit", "units", "Which unit."),
        day("day", "Which day.", needed=True),
        _practitioner(),
        Column("minutes", Kind.WHOLE, "How long.", needed=True, least=1, most=720),
    ),
)
PEOPLE = Table(
    "people",
    "The people: as they wish to be called, and never what they did.",
    ("ref",),
    (
        own_ref("Your reference for the person."),
        Column("chosen_name", Kind.NAME, "The name they chose.", needed=True),
        Column("language", Kind.LIST, "The language they wish to be spoken to in; blank: en.", many=False),
        _text("patch", "Where they live, as your patches are called.", most=60),
    ),
)
CASES = Table(
    "cases",
    "The work of one order or sentence, as it stands now. One open case a person.",
    ("ref",),
    (
        own_ref("Your reference for the case."),
        _person("Whose it is."),
        ref("unit", "units", "Which unit answers for it."),
        code(
            "order_type",
            ("community_order", "suspended_sentence", "custodial", "licence", "post_sentence"),
            "What kind of order.",
        ),
        code("place", tuple(p.code for p in Place), "Where the person is in it."),
        code("tier", tuple(t.code for t in Tier), "The tier; S: not actively supervised."),
        code("risk", tuple(r.code for r in Risk), "Risk of serious harm."),
        Column("mappa", Kind.WHOLE, "Level 1 to 3, or 0: none.", needed=True, most=3),
        yes_no("safeguarding", "Active safeguarding."),
        yes_no("sexual_offence", "A sexual offence."),
        yes_no("domestic_abuse", "Domestic abuse."),
        FROM,
        UNTIL,
        day("release_on", "When they leave custody."),
        day("release_notice_on", "When the unit was told of that."),
        code(
            "report_kind",
            ("standard", "fast", "oral", "parole"),
            "A report that is due.",
            needed=False,
        ),
        day("report_due_on", "When that report is due."),
    ),
)
FACTS = Table(
    "facts",
    "Facts stated about people.",
    ("person", "key", "observed_on", "known_from"),
    (
        _person("Whom it is about."),
        _text("key", "What kind of fact, such as warnings.visit.", needed=True, most=60),
        _text("value", "Words, or the code, day or number that the key asks for.", needed=True, most=2000),
        day("observed_on", "When it was so.", needed=True),
        day("known_from", "When we knew.", needed=True),
    ),
)
WHY_CHANGED = ("left", "absent", "workload", "asked", "moved", "ended")
RELATIONSHIPS = Table(
    "relationships",
    "Who is with whom, and who was: one practitioner at a time.",
    ("person", "from"),
    (
        _person("The person."),
        _practitioner("Who supervises them."),
        FROM,
        UNTIL,
        code("why_changed", WHY_CHANGED, "Why it ended; blank while it lasts.", needed=False),
    ),
)
REDUCTIONS = Table(
    "reductions",
    "Time taken off a practitioner's week: a percentage or hours.",
    ("practitioner", "kind", "from"),
    (
        _practitioner(),
        _text("kind", "The kind of reduction.", needed=True, most=40),
        Column("percent", Kind.WHOLE, "Of their week.", most=100),
        Column("hours", Kind.HOURS, "A week.", most=60),
        FROM,
        UNTIL,
    ),
    needed=False,
)
REQUESTS = Table(
    "requests",
    "What people asked about who supervises them.",
    ("person", "kind", "practitioner", "made_on"),
    (
        _person("Who asked."),
        code("kind", ("for", "not", "woman_officer"), "What they asked."),
        _practitioner("For whom, or not; blank for woman_officer.", needed=False),
        day("made_on", "When.", needed=True),
        yes_no("granted", "Blank: not answered yet.", needed=False),
        _text("answer", "What they were answered.", most=2000),
    ),
    needed=False,
)
CONFLICTS = Table(
    "conflicts",
    "Who may not supervise whom. There is no column for why.",
    ("practitioner", "person", "from"),
    (_practitioner(), _person("The person."), FROM, UNTIL),
    needed=False,
)
COVER = Table(
    "cover",
    "Who does the work of a relationship while its practitioner is away.",
    ("person", "from"),
    (_person("Whose work."), _practitioner("Who does it meanwhile."), FROM, UNTIL),
    needed=False,
)

TABLES = (
    *(UNITS, OFFICES, PRACTITIONERS, ABSENCES, TRAINING, DUTY, PEOPLE, CASES, FACTS),
    *(RELATIONSHIPS, REDUCTIONS, REQUESTS, CONFLICTS, COVER),
)
BY_NAME = {table.name: table for table in TABLES}
