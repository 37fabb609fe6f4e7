"""Finding people by name, as it is spelt or as it sounds, and notes by their words: within reach only.

Under row-level security PostgreSQL asks whether a row may be seen before it asks whether it has the words
that are looked for, and so uses no index of words: a search would look at everybody. These two functions
look first, by index and for nobody in particular, and give keys of those alone whom whoever asks may see.
That is asked once of each person found, and never of each note.
"""

from django.contrib.postgres.operations import CreateExtension, TrigramExtension
from django.db import migrations

from befriend import floor

# Of each word how it sounds in English, by the two ways of Double Metaphone; signs above letters are
# taken off first, because it knows none.
SOUNDS = """
CREATE FUNCTION befriend_sounds(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT sound), '{}') FROM (
        SELECT unnest(ARRAY[public.dmetaphone(word), public.dmetaphone_alt(word)]) AS sound
        FROM regexp_split_to_table(
            translate(lower(name), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷßłżźśćńę', 'aaaaaaceeeeiiiinooooouuuuyywyslzzscne'),
            '[^a-z]+') AS word
    ) AS each WHERE sound <> ''
$$
"""
# What is nearest in spelling comes first. Asked of one after another whether they may be seen, until there
# are enough: whoever reaches few is asked about all who are called so.
FIND_PEOPLE = """
CREATE FUNCTION befriend_find_people(words text, most integer) RETURNS TABLE (person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT c.id FROM (
        SELECT p.id, greatest(
            public.similarity(p.chosen_name, words), public.word_similarity(words, p.chosen_name)
        ) AS near
        FROM public.people_person p
        WHERE p.chosen_name OPERATOR(public.%) words OR words OPERATOR(public.<%) p.chosen_name
           OR (public.befriend_sounds(words) <> '{}'
               AND public.befriend_sounds(p.chosen_name) @> public.befriend_sounds(words))
           OR p.ref = words
        ORDER BY near DESC, p.chosen_name, p.id
        OFFSET 0
    ) AS c WHERE public.befriend_may_see(c.id) LIMIT most;
END $$
"""
# `within` are the keys of the people whose notes are looked through.
FIND_NOTES = """
CREATE FUNCTION befriend_find_notes(words text, within bigint[], most integer) RETURNS TABLE (note bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    asked tsquery := websearch_to_tsquery('english', words);
BEGIN
    RETURN QUERY
    WITH hit AS MATERIALIZED (
        SELECT n.id, n.person_id, n.written_at FROM public.supervision_note n
        WHERE n.found_by @@ asked AND n.person_id = ANY (within)
          AND NOT EXISTS (SELECT FROM public.supervision_note l WHERE l.replaces_id = n.id)
    ), seen AS MATERIALIZED (
        SELECT w.person_id FROM (SELECT DISTINCT h.person_id FROM hit h) AS w
        WHERE public.befriend_may_see(w.person_id)
    )
    SELECT h.id FROM hit h JOIN seen s ON s.person_id = h.person_id
    ORDER BY h.written_at DESC, h.id DESC LIMIT most;
END $$
"""
SIGNATURES = {
    "befriend_find_people(text, integer)": FIND_PEOPLE,
    "befriend_find_notes(text, bigint[], integer)": FIND_NOTES,
}
COLUMN = [
    "ALTER TABLE supervision_note ADD COLUMN found_by tsvector "
    "GENERATED ALWAYS AS (to_tsvector('english', text)) STORED",
    "CREATE INDEX notes_by_their_words ON supervision_note USING gin (found_by)",
]
INDEXES = [
    "CREATE INDEX people_by_name ON people_person USING gin (chosen_name gin_trgm_ops)",
    "CREATE INDEX people_by_sound ON people_person USING gin (befriend_sounds(chosen_name))",
]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_the_floor"), ("people", "0005_what_is_asked_stays_inside")]

    operations = [
        TrigramExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(SOUNDS, "DROP FUNCTION befriend_sounds(text)"),
        migrations.RunSQL(COLUMN, "ALTER TABLE supervision_note DROP COLUMN found_by"),
        migrations.RunSQL(INDEXES, "DROP INDEX people_by_name; DROP INDEX people_by_sound"),
        *(
            migrations.RunSQL([body, *floor.counting(signature)], f"DROP FUNCTION {signature}")
            for signature, body in SIGNATURES.items()
        ),
    ]
