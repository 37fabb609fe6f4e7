"""A fact becomes a statement: with how it is known, by whom, its source, and what is contested of it."""

import pgtrigger.migrations
from django.db import migrations


# What they ran, which stays when a trigger goes.
FORMER = [
    f"DROP FUNCTION {name}()"
    for name in (
        "pgtrigger_insert_insert_9eca4",
        "pgtrigger_update_update_5e908",
        "pgtrigger_delete_delete_83f46",
        "pgtrigger_noted_bf430",
    )
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_what_is_asked_stays_inside"),
    ]

    operations = [
        # Made again for the new name, with all the columns.
        *(
            pgtrigger.migrations.RemoveTrigger(model_name="fact", name=name)
            for name in ("insert_insert", "update_update", "delete_delete")
        ),
        pgtrigger.migrations.RemoveTrigger(model_name="factevent", name="noted"),
        migrations.RunSQL(FORMER, migrations.RunSQL.noop),
        # The tables keep their names: the audit's digests tell of rows by them.
        migrations.AlterModelTable("fact", "people_fact"),
        migrations.AlterModelTable("factevent", "people_factevent"),
        migrations.RenameModel("Fact", "Statement"),
        migrations.RenameModel("FactEvent", "StatementEvent"),
    ]
