"""The case of a person and the state of a case are found by plain indexes that hold all that is asked."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sentences', '0003_changes_are_noted'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(
                fields=['person', 'from_date'],
                include=['until_date', 'unit', 'release_on', 'id'],
                name='sentences_case_of_a_person',
            ),
        ),
        migrations.AddIndex(
            model_name='casestate',
            index=models.Index(
                fields=['case', 'from_date'],
                include=['until_date', 'tier', 'place'],
                name='sentences_state_of_a_case',
            ),
        ),
    ]
