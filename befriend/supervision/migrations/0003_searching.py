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
            translate(lower(name), 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷßłżźśćńę',
                      'aaaaaaceeeeiiiinooooouuuuyywyslzzscne'), '[^a-z]+') AS word
    ) AS each WHERE sound <> ''
$$
"""
# What is nearest in spelling comes first. `within` are the keys of the people among whom somebody is looked
# for: whoever reaches few would else be asked about all who are called so. Null is everybody; then they are
# asked about one after another, until there are enough.
FIND_PEOPLE = """
CREATE FUNCTION befriend_find_people(words text, within bigint[], most integer) RETURNS TABLE (person bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY EXECUTE $ask$
    SELECT c.id FROM (
        SELECT p.id, greatest(
            public.similarity(p.chosen_name, $1), public.word_similarity($1, p.chosen_name)
        ) AS near
        FROM public.people_person p
        WHERE (p.chosen_name OPERATOR(public.%) $1 OR $1 OPERATOR(public.<%) p.chosen_name
               OR ($4 <> '{}' AND public.befriend_sounds(p.chosen_name) @> $4)
               OR p.ref = $1)
          AND ($2 IS NULL OR p.id = ANY ($2))
        ORDER BY near DESC, p.chosen_name, p.id
        OFFSET 0
    ) AS c WHERE public.befriend_may_see(c.id) LIMIT $3
    $ask$ USING words, within, most, public.befriend_sounds(words);
END $$
"""
# `within` are the keys of the people whose notes are looked through. What is newest comes first, so the last
# months are looked through first: a word that stands in every note is found there, and a rare one by index.
# Planned anew each time, because a few people and a whole unit are looked through in different ways.
FIND_NOTES = """
CREATE FUNCTION befriend_find_notes(words text, within bigint[], most integer) RETURNS TABLE (note bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    asked tsquery := websearch_to_tsquery('english', words);
    since timestamptz;
    found bigint[];
BEGIN
    IF numnode(asked) = 0 THEN RETURN; END IF;
    FOREACH since IN ARRAY ARRAY[statement_timestamp() - interval '90 days', '-infinity'] LOOP
        EXECUTE $ask$
        WITH hit AS MATERIALIZED (
            SELECT n.id, n.person_id, n.written_at FROM public.supervision_note n
            WHERE n.found_by @@ $1 AND n.person_id = ANY ($2) AND n.written_at >= $4
        ), seen AS MATERIALIZED (
            SELECT w.person_id FROM (SELECT DISTINCT h.person_id FROM hit h) AS w
            WHERE public.befriend_may_see(w.person_id)
        )
        SELECT array_agg(f.id) FROM (
            SELECT h.id FROM hit h
            WHERE h.person_id IN (SELECT s.person_id FROM seen s)
              AND NOT EXISTS (SELECT FROM public.supervision_note l WHERE l.replaces_id = h.id)
            ORDER BY h.written_at DESC, h.id DESC LIMIT $3
        ) AS f
        $ask$ INTO found USING asked, within, most, since;
        EXIT WHEN cardinality(found) >= most;
    END LOOP;
    RETURN QUERY SELECT unnest(found);
END $$
"""
SIGNATURES = {
    "befriend_find_people(text, bigint[], integer)": FIND_PEOPLE,
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
