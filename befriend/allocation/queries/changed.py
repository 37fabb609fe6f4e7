"""Whose load something changed, as the histories tell it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

# A person's work changes with their case, its state, its reports, and with whoever supervises or covers. All
# who ever supervised them are named: whoever is named for nothing is reckoned for nothing, and no more.
SINCE = """
WITH cases AS (
    SELECT case_id FROM sentences_casestateevent WHERE pgh_created_at >= %(since)s
    UNION SELECT case_id FROM sentences_reportevent WHERE pgh_created_at >= %(since)s
), people AS (
    SELECT person_id FROM sentences_caseevent WHERE pgh_created_at >= %(since)s
    UNION SELECT k.person_id FROM sentences_case k JOIN cases ON cases.case_id = k.id
    UNION SELECT person_id FROM allocation_relationshipevent WHERE pgh_created_at >= %(since)s
    UNION SELECT r.person_id FROM allocation_coverevent e
          JOIN allocation_relationship r ON r.id = e.relationship_id WHERE e.pgh_created_at >= %(since)s
), theirs AS (
    SELECT r.id, r.practitioner_id FROM allocation_relationship r JOIN people USING (person_id)
)
SELECT practitioner_id FROM theirs
UNION SELECT c.practitioner_id FROM allocation_cover c JOIN theirs ON theirs.id = c.relationship_id
UNION SELECT practitioner_id FROM allocation_relationshipevent WHERE pgh_created_at >= %(since)s
UNION SELECT practitioner_id FROM allocation_coverevent WHERE pgh_created_at >= %(since)s
UNION SELECT practitioner_id FROM workforce_postingevent WHERE pgh_created_at >= %(since)s
"""


def since(moment: datetime) -> list[int]:
    """Return the practitioners (keys) whose load something may have changed that was written since."""
    with connection.cursor() as cursor:
        cursor.execute(SINCE, {"since": moment})
        return sorted(key for (key,) in cursor.fetchall())
