"""What the database does by itself: fills in and digests each row, refuses changes, links the chain."""

from django.db import migrations

# A row is digested with salt, so that nobody finds out by trying what an erased one said. Written out in
# the triggers as well: to call a function for every row costs more than to digest it.
LINE = """sha256({0}.salt || convert_to(jsonb_build_array(
        {0}.id, to_char({0}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), {0}.day, {0}.kind, {0}."by",
        {0}.office, {0}.role, {0}.account, {0}.did, {0}.what, {0}.because, {0}.people, {0}.page, {0}.why,
        {0}.xact)::text, 'UTF8'))"""
CHANGE = """sha256({0}.salt || convert_to(jsonb_build_array(
        {0}.id, to_char({0}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), {0}."table", {0}.operation,
        {0}.rows, {0}."by", {0}.office, {0}.role, {0}.account, {0}.login, {0}.columns, {0}.xact)::text
        || {0}.events::text, 'UTF8') || array_send({0}.digests))"""
DIGESTS = f"""
CREATE FUNCTION befriend_line_digest(l audit_line) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT {LINE.format("l")}
$$;
CREATE FUNCTION befriend_change_digest(c audit_change) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT {CHANGE.format("c")}
$$;
"""

FILLED = f"""
CREATE FUNCTION befriend_fill_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    NEW.xact := pg_current_xact_id()::text::bigint;
    NEW.salt := uuid_send(gen_random_uuid());
    NEW.erased_on := NULL;
    IF NEW."by" = '' THEN NEW."by" := coalesce(current_setting('befriend.by', true), ''); END IF;
    IF NEW.office = '' THEN NEW.office := coalesce(current_setting('befriend.office', true), ''); END IF;
    IF NEW.role = '' THEN NEW.role := coalesce(current_setting('befriend.role', true), ''); END IF;
    NEW.account := coalesce(nullif(current_setting('befriend.user', true), '')::bigint, NEW.account);
    NEW.digest := {LINE.format("NEW")};
    RETURN NEW;
END $$;

CREATE FUNCTION befriend_fill_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    NEW.xact := pg_current_xact_id()::text::bigint;
    NEW."by" := coalesce(current_setting('befriend.by', true), '');
    NEW.office := coalesce(current_setting('befriend.office', true), '');
    NEW.role := coalesce(current_setting('befriend.role', true), '');
    NEW.account := nullif(current_setting('befriend.user', true), '')::bigint;
    NEW.login := session_user;
    NEW.digest := {CHANGE.format("NEW")};
    RETURN NEW;
END $$;
"""

# Run by the trigger `noted` of every event table (befriend/history.py). The settings make the text of
# a row the same whoever reads it, and from wherever.
NOTED = """
CREATE FUNCTION befriend_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    grain bytea := uuid_send(gen_random_uuid());
    names text[] := '{timezone,datestyle,intervalstyle,extra_float_digits,bytea_output}';
    wanted text[] := ARRAY['UTC', 'ISO, YMD', 'postgres', '1', 'hex'];
    was text[];
BEGIN
    -- Set only where they differ: a setting of the function's own costs more than all the rest.
    was := ARRAY[current_setting('timezone'), current_setting('datestyle'), current_setting('intervalstyle'),
                 current_setting('extra_float_digits'), current_setting('bytea_output')];
    IF was <> wanted AND was <> ARRAY['UTC', 'ISO, MDY', 'postgres', '1', 'hex'] THEN
        PERFORM set_config(n, w, true) FROM unnest(names, wanted) AS x(n, w);
    ELSE
        was := NULL;
    END IF;
    INSERT INTO audit_change ("table", operation, rows, events, digests, columns, salt,
                              at, "by", office, role, login)
    SELECT TG_TABLE_NAME, min(n.pgh_label), count(*), array_agg(n.pgh_id::bigint),
           array_agg(sha256(grain || convert_to(n::text, 'UTF8'))),
           (SELECT array_agg(attname::varchar ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped),
           grain, now(), '', '', '', ''
      FROM new_values n HAVING count(*) > 0;
    IF was IS NOT NULL THEN
        PERFORM set_config(n, w, true) FROM unnest(names, was) AS x(n, w);
    END IF;
    RETURN NULL;
END $$;
"""

# The history from before its table had the trigger, as it stands now.
NOTED += """
CREATE FUNCTION befriend_adopt(name regclass) RETURNS void LANGUAGE plpgsql
    SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET intervalstyle = 'postgres'
    SET extra_float_digits = 1 SET bytea_output = 'hex' AS $$
BEGIN
    EXECUTE format($made$
        INSERT INTO audit_change ("table", operation, rows, events, digests, columns, salt,
                                  at, by, office, role, login)
        SELECT %L, 'adopted', count(*), array_agg(n.pgh_id::bigint),
               array_agg(sha256($1 || convert_to(n::text, 'UTF8'))),
               (SELECT array_agg(attname::varchar ORDER BY attnum) FROM pg_attribute
                 WHERE attrelid = $2 AND attnum > 0 AND NOT attisdropped),
               $1, now(), '', '', '', ''
          FROM %s n WHERE n.pgh_id NOT IN (
               SELECT unnest(events) FROM audit_change WHERE "table" = %L) HAVING count(*) > 0
        $made$, name::text, name, name::text) USING uuid_send(gen_random_uuid()), name;
END $$;
"""

REFUSED = """
CREATE FUNCTION befriend_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit is only ever added to: % of % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- The one change there is: contents blanked, with the digest left as a tombstone.
CREATE FUNCTION befriend_refuse_unless_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept audit_line := OLD;
BEGIN
    kept.what := ''; kept.because := '[]'; kept.people := '{}'; kept.why := '';
    kept.erased_on := NEW.erased_on;
    IF NEW.erased_on IS NULL OR OLD.erased_on IS NOT NULL OR NEW IS DISTINCT FROM kept THEN
        RAISE EXCEPTION 'The audit is only ever added to: UPDATE of audit_line is refused.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER filled BEFORE INSERT ON audit_line FOR EACH ROW EXECUTE FUNCTION befriend_fill_line();
CREATE TRIGGER filled BEFORE INSERT ON audit_change FOR EACH ROW EXECUTE FUNCTION befriend_fill_change();
CREATE TRIGGER only_blanked BEFORE UPDATE ON audit_line
    FOR EACH ROW EXECUTE FUNCTION befriend_refuse_unless_blanked();
CREATE TRIGGER never_removed BEFORE DELETE ON audit_line
    FOR EACH ROW EXECUTE FUNCTION befriend_refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON audit_change
    FOR EACH ROW EXECUTE FUNCTION befriend_refuse_change();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION befriend_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_line EXECUTE FUNCTION befriend_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_change EXECUTE FUNCTION befriend_refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_link EXECUTE FUNCTION befriend_refuse_change();
"""

# Blanks lines for whoever may not change them: only those that an `erased` line names by then.
BLANKED = """
CREATE FUNCTION befriend_blank_lines(erased bigint, day date) RETURNS bigint LANGUAGE sql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH named AS (
        SELECT jsonb_array_elements(one -> 'ids')::bigint AS id
          FROM audit_line l, jsonb_array_elements(l.because) one
         WHERE l.id = $1 AND l.did = 'erased' AND one ->> 'table' = 'audit_line'
    ), blanked AS (
        UPDATE audit_line l SET what = '', because = '[]', people = '{}', why = '', erased_on = $2
          FROM named WHERE l.id = named.id AND l.erased_on IS NULL AND l.did <> 'erased' RETURNING l.id
    )
    SELECT count(*) FROM blanked
$$;
"""

# Links whatever was committed and is not linked yet. Everything of a transaction before `below` of the
# last link is linked: those that end later than their number says are after it, and come in their turn.
SEALED = """
CREATE FUNCTION befriend_seal(most integer) RETURNS integer LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    -- Taken before anything is read: what had ended by then, the reading below sees.
    ended bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    since bigint := 0;
    number bigint := 0;
    reached bigint := 0;
    chain bytea := ''::bytea;
    one record;
    numbers bigint[] := '{}'; kinds text[] := '{}'; ids bigint[] := '{}';
    digests bytea[] := '{}'; chains bytea[] := '{}';
BEGIN
    IF NOT pg_try_advisory_xact_lock(7091604291358811237) THEN RETURN 0; END IF;
    SELECT seq, digest, below INTO one FROM audit_link ORDER BY seq DESC LIMIT 1;
    IF FOUND THEN
        number := one.seq; chain := one.digest;
        -- A copy read into a new server counts its transactions anew: look at everything once.
        IF one.below <= pg_current_xact_id()::text::bigint THEN since := one.below; END IF;
    END IF;
    -- Written so that each row is looked up by itself, and planned anew each time: of tables that are new
    -- the planner believes that they are empty, and would go through all links for every row.
    FOR one IN EXECUTE $ask$
        SELECT * FROM (
            (SELECT 'line' AS kind, l.id, l.digest, l.xact FROM audit_line l WHERE l.xact >= $1
                AND (SELECT k.seq FROM audit_link k WHERE k.kind = 'line' AND k."row" = l.id LIMIT 1) IS NULL
              ORDER BY l.xact, l.id LIMIT $2)
            UNION ALL
            (SELECT 'change', c.id, c.digest, c.xact FROM audit_change c WHERE c.xact >= $1
                AND (SELECT k.seq FROM audit_link k WHERE k.kind = 'change' AND k."row" = c.id LIMIT 1) IS NULL
              ORDER BY c.xact, c.id LIMIT $2)
        ) waiting ORDER BY xact, kind, id LIMIT $2
        $ask$ USING since, most
    LOOP
        number := number + 1; reached := one.xact;
        chain := sha256(chain || convert_to(number || ':' || one.kind || ':' || one.id || ':', 'UTF8') || one.digest);
        numbers := numbers || number; kinds := kinds || one.kind; ids := ids || one.id;
        digests := digests || one.digest; chains := chains || chain;
    END LOOP;
    IF cardinality(numbers) = 0 THEN RETURN 0; END IF;
    IF cardinality(numbers) = most THEN ended := least(ended, reached); END IF;
    INSERT INTO audit_link (seq, kind, "row", row_digest, digest, below)
    SELECT n, k, i, d, c, ended FROM unnest(numbers, kinds, ids, digests, chains) AS made(n, k, i, d, c);
    RETURN cardinality(numbers);
END $$;
"""

LINKED = """
CREATE FUNCTION befriend_link_digest(before bytea, seq bigint, kind text, id bigint, of bytea)
    RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(before || convert_to(seq || ':' || kind || ':' || id || ':', 'UTF8') || of)
$$;
"""

# What was written before there was a chain, as it stands now.
ADOPTED = """
UPDATE audit_line SET salt = uuid_send(gen_random_uuid()), xact = pg_current_xact_id()::text::bigint;
UPDATE audit_line l SET digest = befriend_line_digest(l);
"""

UNDONE = """
DROP TRIGGER filled ON audit_line; DROP TRIGGER filled ON audit_change;
DROP TRIGGER only_blanked ON audit_line; DROP TRIGGER never_removed ON audit_line;
DROP TRIGGER never_changed ON audit_change; DROP TRIGGER never_changed ON audit_link;
DROP TRIGGER never_emptied ON audit_line; DROP TRIGGER never_emptied ON audit_change;
DROP TRIGGER never_emptied ON audit_link;
DROP FUNCTION befriend_seal, befriend_link_digest, befriend_blank_lines, befriend_refuse_unless_blanked,
    befriend_refuse_change, befriend_adopt, befriend_note_change, befriend_fill_change, befriend_fill_line,
    befriend_change_digest, befriend_line_digest;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_the_chain")]

    operations = [
        migrations.RunSQL(DIGESTS + ADOPTED + FILLED + NOTED + REFUSED + BLANKED + LINKED + SEALED, UNDONE),
    ]
