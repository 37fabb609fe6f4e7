"""Every statement that changes these tables is noted in the audit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from befriend import history


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('identity', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='apitokenevent',
            trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='46f428d2e59ecb002dfc819beec75e7906fa6c1d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_c7ff9', referencing='REFERENCING NEW TABLE AS new_values ', table='identity_apitokenevent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='4ffa19aff8b7850b9f8e54aa957ab5d356d8dabf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_182a6', referencing='REFERENCING NEW TABLE AS new_values ', table='identity_userevent', when='AFTER')),
        ),
        history.adopted(
            'identity_apitokenevent',
            'identity_userevent',
        ),
    ]
