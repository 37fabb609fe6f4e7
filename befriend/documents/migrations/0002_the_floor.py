"""The policies of papers: each leads to one person, and is shown to whoever reaches them.

A line whose words are withheld is read only by whoever reads the source of its statement. What stood in a
paper is never changed by anybody who works with it.
"""

from django.db import migrations

from befriend import floor

OF_PAPER = "EXISTS (SELECT FROM documents_paper p WHERE p.id = paper_id)"
OF_LINE = f"{OF_PAPER} AND (shown <> 'withheld' OR befriend_reads_source(statement_id, shown, ''))"
OF_DELIVERY = "EXISTS (SELECT FROM documents_delivery d WHERE d.id = delivery_id)"
SHOWN = {"paperline": OF_LINE, "delivery": OF_PAPER, "telling": OF_DELIVERY}


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("people", "0008_sources_are_read_by_few"),
        ("workforce", "0003_the_floor"),
    ]

    operations = [
        floor.policy("documents_paper", "person_id"),
        floor.history("documents_paperevent", "person_id"),
        floor.policy("documents_unanswered", "person_id"),
        floor.history("documents_unansweredevent", "person_id"),
        *(
            operation
            for table, shown in SHOWN.items()
            for operation in (
                floor.rows(f"documents_{table}", f"{floor.SERVICE} OR ({shown})"),
                floor.history_rows(f"documents_{table}event", f"{floor.SERVICE} OR ({shown})"),
            )
        ),
        floor.append_only("documents_paper"),
        floor.append_only("documents_paperline"),
        floor.append_only("documents_recipientevent"),
    ]
