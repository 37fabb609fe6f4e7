"""What was said, taken back and said again on one day stands: only of what stands is a thing stated once."""

from django.db import migrations, models

import befriend.people.models.statements
from befriend import migrating

NAME = "a_statement_is_made_once_a_day"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_details_on_the_floor"),
    ]

    operations = [
        migrating.Together([
            migrations.RemoveConstraint(model_name="statement", name=NAME),
            migrations.AddConstraint(
                model_name="statement",
                constraint=models.UniqueConstraint(
                    models.F("person"),
                    models.F("key"),
                    models.F("observed_on"),
                    models.F("known_from"),
                    befriend.people.models.statements.MD5("value"),
                    condition=models.Q(("stood_until__isnull", True)),
                    name=NAME,
                ),
            ),
        ]),
    ]  # fmt: skip
