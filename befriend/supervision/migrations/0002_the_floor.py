"""The policies of contacts: each row leads to one person, and is shown to whoever reaches them.

While somebody is out on a home visit and not heard of, their call is shown to them and to whoever was
told that it is overdue, though the person be beyond their reach; never to whom they are excluded from.
"""

from django.db import migrations

from befriend import floor

OF_CONTACT = f"{floor.SERVICE} OR EXISTS (SELECT FROM supervision_contact c WHERE c.id = contact_id)"
OF_CALL = f"{floor.SERVICE} OR EXISTS (SELECT FROM supervision_safetycall s WHERE s.id = call_id)"
SHOWN = {
    "notime": (OF_CONTACT, OF_CONTACT),
    "safetycall": (f"{OF_CONTACT} OR befriend_follows_call(id)", OF_CONTACT),
    "safetyalarm": (OF_CALL, OF_CALL),
}
# Asked inside, so that calls may be shown by their alarms and alarms by their calls.
FOLLOWS = """
CREATE FUNCTION befriend_follows_call(whose bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.practitioner', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
BEGIN
    IF me IS NULL OR today IS NULL THEN RETURN false; END IF;
    RETURN EXISTS (
        SELECT FROM public.supervision_safetycall s
        JOIN public.supervision_contact c ON c.id = s.contact_id
        WHERE s.id = whose AND s.answered_at IS NULL
          AND (s.practitioner_id = me OR EXISTS (
              SELECT FROM public.supervision_safetyalarm a
              LEFT JOIN public.workforce_officeholding h ON h.office_id = a.office_id
                   AND h.from_date <= today AND (h.until_date IS NULL OR h.until_date > today)
              WHERE a.call_id = s.id AND (a.practitioner_id = me OR h.practitioner_id = me)))
          AND NOT EXISTS (
              SELECT FROM public.workforce_exclusion x
              WHERE x.person_id = c.person_id AND x.practitioner_id = me
                AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today)));
END $$
"""
# A note is never changed; what was promised in it is done one day.
ONLY_PROMISES = [
    "REVOKE UPDATE, DELETE ON supervision_note FROM befriend_app",
    "GRANT UPDATE (done_on, done_by) ON supervision_note TO befriend_app",
]


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("people", "0005_what_is_asked_stays_inside"),
        ("workforce", "0003_the_floor"),
    ]

    operations = [
        migrations.RunSQL(
            [FOLLOWS, *floor.counting("befriend_follows_call(bigint)")],
            "DROP FUNCTION befriend_follows_call(bigint)",
        ),
        floor.policy("supervision_contact", "person_id"),
        floor.history("supervision_contactevent", "person_id"),
        floor.policy("supervision_note", "person_id"),
        floor.history("supervision_noteevent", "person_id"),
        *(
            operation
            for table, (now, then) in SHOWN.items()
            for operation in (
                floor.rows(f"supervision_{table}", now),
                floor.history_rows(f"supervision_{table}event", then),
            )
        ),
        floor.append_only("supervision_calendarfeedevent"),
        migrations.RunSQL(ONLY_PROMISES, "GRANT UPDATE, DELETE ON supervision_note TO befriend_app"),
    ]
