"""What fills the country: contacts, notes and statements, and how a plain program asks for them."""

import html
import re
import sys
import time
from datetime import date

import psycopg

from befriend.policies import vocabulary

# So many contacts the people have whose timelines are asked for.
LONG = 2_000
# So many things are stated about everybody.
STATED = 8
NAMES = ("Alder", "Rowen", "Birtch Teal")
WORDS = ("landlord", "tenancy arrears", "kiln")

# Of each person so many contacts, one every few days back from today; every second one has a note.
CONTACTS = """
INSERT INTO supervision_contact (ref, person_id, practitioner_id, kind, starts_at, ends_at, "where", made_by,
    made_at, outcome, outcome_by, outcome_at, called_off_by)
SELECT 'k' || md5(p.id || '/' || n), p.id, w.id,
    (ARRAY['office', 'telephone', 'home_visit', 'video'])[1 + n %% 4],
    at, at + interval '30 minutes', '', w.ref, at - interval '7 days',
    (ARRAY['attended', 'attended', 'attended', 'late', 'missed', 'good_reason', 'talked'])[1 + n %% 7],
    w.ref, at + interval '1 hour', ''
FROM people_person p
LEFT JOIN allocation_relationship r ON r.person_id = p.id AND r.until_date IS NULL
JOIN workforce_practitioner w
  ON w.id = coalesce(r.practitioner_id, (SELECT min(id) FROM workforce_practitioner))
CROSS JOIN LATERAL generate_series(1, CASE WHEN p.ref = ANY (%(long)s) THEN %(many)s ELSE %(each)s END) AS n
CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + interval '9 hours'
    - n * (CASE WHEN p.ref = ANY (%(long)s) THEN interval '1 day' ELSE interval '14 days' END)
    + (p.id %% 8) * interval '1 hour' AS at) AS moment
"""
NOTES = """
INSERT INTO supervision_note (person_id, contact_id, kind, text, written_by, written_at, promised_by,
    done_by)
SELECT c.person_id, c.id, 'note',
    (%(who)s::text[])[1 + c.id %% 8] || ' ' || (%(what)s::text[])[1 + (c.id / 8) %% 9] || ' '
    || (%(about)s::text[])[1 + (c.id / 72) %% 11]
    || CASE WHEN c.id %% 9973 = 0 THEN ' A kiln at the college was mentioned.' ELSE '' END,
    c.made_by, c.starts_at + interval '1 hour', '', ''
FROM supervision_contact c WHERE c.id %% 2 = 0
"""
STATEMENTS = """
INSERT INTO people_fact (person_id, key, value, observed_on, known_from, how_known, recorded_by)
SELECT p.id, k, (%(about)s::text[])[1 + (p.id + length(k)) %% 11],
    current_date - 90, current_date - 90, 'told', ''
FROM people_person p CROSS JOIN unnest(%(keys)s::text[]) AS k
"""
WHO = ["They came on time.", "They rang in the morning.", "A sister came along.", "They were tired.",
       "They came straight from work.", "They were late by ten minutes.", "They brought the letter.",
       "They asked to keep it short."]  # fmt: skip
WHAT = ["We spoke of the flat and the landlord.", "We looked at the plan together.", "We rang the surgery.",
        "We filled in the form for the council.", "We spoke of the children.", "We went through the week.",
        "We spoke of the tenancy and its arrears.", "We spoke of work and the bus.",
        "We spoke of sleep and of drinking less."]  # fmt: skip
ABOUT = ["They want to see the garden done by spring.", "They will bring the payslip.",
         "The next step is theirs.",
         "They are proud of the course.", "The boiler is still broken.", "They worry about the rent.",
         "They hope to see their brother.", "They would like mornings.", "The neighbour is quieter now.",
         "They found the keys.", "Nothing else was asked."]  # fmt: skip
FILLING = {"who": WHO, "what": WHAT, "about": ABOUT}

FILLED = ["supervision_contact", "supervision_note", "people_fact"]
# What is made again once the rows are there: an index that grows row by row takes many times as long.
# Those of primary keys and of what excludes stay.
INDEXES = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'u' AND conrelid = ANY (%(tables)s::regclass[])
UNION ALL
SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index i WHERE indrelid = ANY (%(tables)s::regclass[])
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
"""
OF_PERSON = "SELECT * FROM people_fact WHERE person_id = %(person)s"
CONTACTS_AND_NOTES = """
SELECT * FROM supervision_contact c LEFT JOIN supervision_note n ON n.contact_id = c.id
WHERE c.person_id = %(person)s
"""
COUNT = "SELECT count(*) FROM supervision_contact WHERE person_id = %(long)s"
FIRST = "SELECT * FROM supervision_contact WHERE person_id = %(long)s ORDER BY starts_at DESC LIMIT 25"
NAMED = "SELECT * FROM people_person WHERE chosen_name ILIKE %(like)s LIMIT 25"
WRITTEN = """
SELECT * FROM supervision_note WHERE text ILIKE %(like)s AND person_id = ANY (%(all)s)
ORDER BY written_at DESC LIMIT 25
"""
# What a plain program asks for a page, and for which words.
PEERS = {
    "person": ((OF_PERSON, CONTACTS_AND_NOTES), ("",)),
    "timeline": ((COUNT, FIRST), ("",)),
    "timeline-deep": ((COUNT, f"{FIRST} OFFSET 1000"), ("",)),
    "search-name": ((NAMED,), NAMES),
    "search-words": ((WRITTEN,), WORDS),
}


def fill(address: str, contacts: int, long: list[str]) -> None:
    """Put so many contacts into the database at an address, with their notes, and statements of everybody."""
    words = [key.name for key in vocabulary.load().on(date.today()) if key.type == "words"]
    with psycopg.connect(address, autocommit=True) as connection:
        # What is filled in here is nobody's doing: no history, no audit.
        connection.execute("SET session_replication_role = replica")
        (people,) = connection.execute("SELECT count(*) FROM people_person").fetchone()
        sizes = {"each": max(1, (contacts - LONG * len(long)) // people), "many": LONG, "long": long}
        indexes = dropped(connection)
        for what, sql in (("contacts", CONTACTS), ("notes", NOTES), ("statements", STATEMENTS)):
            began = time.monotonic()
            done = connection.execute(sql, sizes | FILLING | {"keys": words[:STATED]})
            say(f"{done.rowcount:,} {what} in {time.monotonic() - began:.0f} s")
        make(connection, indexes)
        # As the database does by itself some minutes after so much is written.
        connection.execute("VACUUM (ANALYZE)")


def dropped(connection: psycopg.Connection) -> list[str]:
    """Drop what is made again once the tables are filled, and return how."""
    indexes = connection.execute(INDEXES, {"tables": FILLED}).fetchall()
    for drop, _ in indexes:
        connection.execute(drop)
    return [again for _, again in indexes]


def make(connection: psycopg.Connection, indexes: list[str]) -> None:
    """Make what was dropped."""
    began = time.monotonic()
    connection.execute("SET maintenance_work_mem = '1GB'")
    for each in indexes:
        connection.execute(each)
    say(f"{len(indexes)} indexes in {time.monotonic() - began:.0f} s")


def say(what: str) -> None:
    """Tell how far the filling is."""
    print(f"  {what}", file=sys.stderr, flush=True)


def peer(connection: psycopg.Connection, name: str, readers: list[dict]) -> list[float]:
    """Return the milliseconds a plain program waits for what a page shows, for each reader."""
    times = []
    for reader in readers:
        keys = [
            key
            for (key,) in connection.execute(
                "SELECT id FROM people_person WHERE ref = ANY (%s) ORDER BY array_position(%s, ref::text)",
                [reader["people"], reader["people"]],
            )
        ]
        asked, words = PEERS[name]
        for word in words:
            said = {"person": keys[-1], "long": keys[0], "all": keys, "like": f"%{word}%"}
            began = time.perf_counter()
            for sql in asked:
                connection.execute(sql, said).fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return times


def next_page(page: str) -> str:
    """Return where a page of a timeline says that it goes on."""
    found = re.search(r'<a[^>]*href="([^"]*after=[^"]*)"', page)
    if found is None:
        sys.exit("the timeline does not go on")
    return html.unescape(found[1])
