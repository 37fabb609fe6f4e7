"""Every statement that changes these tables is noted in the audit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from befriend import history, migrating


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('people', '0002_the_floor'),
    ]

    operations = [
        migrating.Together([
            pgtrigger.migrations.AddTrigger(
                model_name='factevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='84345aad2bc8ab7863979c9a3f6db1fc291acae6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_bf430', referencing='REFERENCING NEW TABLE AS new_values ', table='people_factevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='fd813dbc88fe0408b69b2bcb25e6d81251833b95', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_4844e', referencing='REFERENCING NEW TABLE AS new_values ', table='people_personevent', when='AFTER')),
            ),
        ]),
        history.adopted(
            'people_factevent',
            'people_personevent',
        ),
    ]
