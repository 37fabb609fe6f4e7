"""The policies of supervision plans: shown to whoever reaches the person; ended or settled, never rewritten."""

from django.db import migrations

from befriend import floor

OF_PLAN = f"{floor.SERVICE} OR EXISTS (SELECT FROM supervision_supervisionplan p WHERE p.id = plan_id)"
OF_GOAL = f"{floor.SERVICE} OR EXISTS (SELECT FROM supervision_goal g WHERE g.id = goal_id)"
SHOWN = {"agreement": OF_PLAN, "goal": OF_PLAN, "step": OF_GOAL}
# What is said stays as it was said; a plan, a goal or a step ends, and nothing is taken away.
MAY_CHANGE = {
    "supervision_supervisionplan": "until_date",
    "supervision_goal": "until_date, ended, ended_by",
    "supervision_step": "done_on, not_done_on, why_not, why_not_words, settled_by, owner_id",
}
ENDED = [
    "REVOKE UPDATE, DELETE ON supervision_agreement FROM befriend_app",
    *(f"REVOKE UPDATE, DELETE ON {table} FROM befriend_app" for table in MAY_CHANGE),
    *(f"GRANT UPDATE ({columns}) ON {table} TO befriend_app" for table, columns in MAY_CHANGE.items()),
]
AS_BEFORE = [
    f"GRANT UPDATE, DELETE ON {table} TO befriend_app" for table in ("supervision_agreement", *MAY_CHANGE)
]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_plans"), ("workforce", "0003_the_floor")]

    operations = [
        floor.policy("supervision_supervisionplan", "person_id"),
        floor.history("supervision_supervisionplanevent", "person_id"),
        *(
            operation
            for table, shown in SHOWN.items()
            for operation in (
                floor.rows(f"supervision_{table}", shown),
                floor.history_rows(f"supervision_{table}event", shown),
            )
        ),
        migrations.RunSQL(ENDED, AS_BEFORE),
    ]
