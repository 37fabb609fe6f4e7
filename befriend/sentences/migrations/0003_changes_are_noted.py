"""Every statement that changes these tables is noted in the audit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from befriend import history, migrating


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('sentences', '0002_the_floor'),
    ]

    operations = [
        migrating.Together([
            pgtrigger.migrations.AddTrigger(
                model_name='caseevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='bbaa26af33ce13bec6414ba6d4b768611314222a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_ea887', referencing='REFERENCING NEW TABLE AS new_values ', table='sentences_caseevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='casestateevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='3bf1e830a59be10a5c93b30310606459491acd6d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_10ca8', referencing='REFERENCING NEW TABLE AS new_values ', table='sentences_casestateevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reportevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='571cc265beb074156fa9ec30d973739a9f641f56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_d7506', referencing='REFERENCING NEW TABLE AS new_values ', table='sentences_reportevent', when='AFTER')),
            ),
        ]),
        history.adopted(
            'sentences_caseevent',
            'sentences_casestateevent',
            'sentences_reportevent',
        ),
    ]
