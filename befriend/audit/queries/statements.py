"""The SQL that verifies: each finds only what is wrong, and reads a table once."""

# Arrays hold more rows than the planner believes, and it would compare each with each.
SETTLE = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL work_mem = '64MB';
SET LOCAL enable_nestloop = off
"""

LINKS = """
SELECT seq, before FROM (
    SELECT seq, kind, "row", row_digest, digest, coalesce(lag(seq) OVER w, 0) AS before,
           coalesce(lag(digest) OVER w, ''::bytea) AS chain
      FROM audit_link WINDOW w AS (ORDER BY seq)
) link
WHERE before + 1 <> seq OR digest <> befriend_link_digest(chain, seq, kind, "row", row_digest)
ORDER BY seq LIMIT %s
"""

# Lines that say that something was erased, and whether it was: by somebody who entered the database as
# another than the app's role, and in the one transaction that carried an erasure out.
ERASURES = """
SELECT l.id, EXISTS (
       SELECT FROM audit_change c JOIN audit_link m ON m.kind = 'change' AND m."row" = c.id
         JOIN keeping_erasureevent e ON e.pgh_id = ANY (c.events)
        WHERE c.xact = l.xact AND c."table" = 'keeping_erasureevent' AND c.login <> %s
          AND e.erased_on = l.day)
  FROM audit_line l JOIN audit_link k ON k.kind = 'line' AND k."row" = l.id
 WHERE l.did = 'erased' ORDER BY 1
"""

# Goes before LINES, EVENTS and PRESENT: the rows of a table that such lines name.
NAMED = """
WITH named AS (
    SELECT jsonb_array_elements(one -> 'ids')::bigint AS id
      FROM audit_line l, jsonb_array_elements(l.because) one
     WHERE l.id = ANY (%s::bigint[]) AND one ->> 'table' = %s
)
"""

# Whatever is of a transaction before `below` of the last link was linked.
LINES = """
SELECT coalesce(l.id, k."row"), CASE WHEN l.id IS NULL THEN 'missing' WHEN k."row" IS NULL THEN 'unlinked'
                                     ELSE 'altered' END
  FROM audit_line l FULL JOIN (SELECT * FROM audit_link WHERE kind = 'line') k ON k."row" = l.id
 WHERE l.id IS NULL
    OR (k."row" IS NULL AND l.xact < (SELECT below FROM audit_link ORDER BY seq DESC LIMIT 1))
    OR l.digest <> k.row_digest
    OR (l.erased_on IS NOT NULL OR l.digest <> befriend_line_digest(l)) AND l.id NOT IN (SELECT id FROM named)
 ORDER BY 1 LIMIT %s
"""

CHANGES = """
SELECT coalesce(c.id, k."row"), CASE WHEN c.id IS NULL THEN 'missing' WHEN k."row" IS NULL THEN 'unlinked'
                                     ELSE 'altered' END
  FROM audit_change c FULL JOIN (SELECT * FROM audit_link WHERE kind = 'change') k ON k."row" = c.id
 WHERE c.id IS NULL
    OR (k."row" IS NULL AND c.xact < (SELECT below FROM audit_link ORDER BY seq DESC LIMIT 1))
    OR c.digest <> k.row_digest OR c.digest <> befriend_change_digest(c)
 ORDER BY 1 LIMIT %s
"""

EVENTS = """
SELECT x.event, CASE WHEN e.pgh_id IS NULL THEN 'missing' ELSE 'altered' END
  FROM audit_change c CROSS JOIN LATERAL unnest(c.events, c.digests) AS x(event, digest)
  LEFT JOIN {table} e ON e.pgh_id = x.event
 WHERE c."table" = %s AND c.columns = %s::varchar[]
   AND x.event NOT IN (SELECT id FROM named)
   AND (e.pgh_id IS NULL OR x.digest <> sha256(c.salt || convert_to(ROW({columns})::text, 'UTF8')))
 ORDER BY 1 LIMIT %s
"""

UNNOTED = """
SELECT e.pgh_id FROM {table} e
 WHERE NOT EXISTS (SELECT FROM (SELECT unnest(events) AS event FROM audit_change WHERE "table" = %s) x
                    WHERE x.event = e.pgh_id)
 ORDER BY 1 LIMIT %s
"""

PRESENT = """
SELECT coalesce(t.{key}, e.pgh_obj_id), e.pgh_id
  FROM {table} t FULL JOIN (
       SELECT DISTINCT ON (pgh_obj_id) * FROM {events} ORDER BY pgh_obj_id, pgh_id DESC
  ) e ON e.pgh_obj_id = t.{key}
 WHERE CASE WHEN t.{key} IS NULL THEN e.pgh_label <> 'delete'
            ELSE e.pgh_id IS NULL OR ROW({now}) IS DISTINCT FROM ROW({then}) END
   AND (e.pgh_id IS NULL OR e.pgh_id NOT IN (SELECT id FROM named))
 ORDER BY 1 LIMIT %s
"""
