"""Every statement that changes these tables is noted in the audit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from befriend import history, migrating


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('allocation', '0002_the_floor'),
    ]

    operations = [
        migrating.Together([
            pgtrigger.migrations.AddTrigger(
                model_name='capacitynoticeevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='41a8f8a8e2f06f5aacaa2b147e29ba05ad7a083b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_4cf9f', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_capacitynoticeevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='coverevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='02e49d828980508af0239bc12350a0b9110e9c21', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_086bf', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_coverevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dutyrotaevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='01eae506d6d3db4ad701b8b9907dcfad9ffc8675', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_b0c6e', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_dutyrotaevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='exceedorderevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='34acda016166f13514072cebe1d644acb65838e5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_a9e0a', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_exceedorderevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='inheritedoverloadevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='d00e0d7859e6048e53cf1632dd9cb437ad8dfe6c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_3e6ff', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_inheritedoverloadevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='objectionevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='3e757017bc6146f373a72e0565943f444afcd991', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_1baec', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_objectionevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='planevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='8899ee880345cf80df448689e8f4a226530c481f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_3c1b8', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_planevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plannedallocationevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='a556109dbfd5ce004851eb2a696900a74de23156', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_45018', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_plannedallocationevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='plannedwaitingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='4a87d7de20c41d8c3e48a38cb4d3fd388b083948', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_d7d1f', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_plannedwaitingevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='relationshipevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='70c91dc66d801ca52934bb6bca5cb725974dc4e0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_1618d', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_relationshipevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stoplistentryevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='d7c267d0552e89aad35e9df8c9ac041de78fc6a7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_e2117', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_stoplistentryevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisorrequestevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='015f48206c67622dbc3925b8be88a01c9922bdbc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_854ed', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_supervisorrequestevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='waitingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='f969ac641540dde571a1b60a6181aa4c30b882b6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_b8411', referencing='REFERENCING NEW TABLE AS new_values ', table='allocation_waitingevent', when='AFTER')),
            ),
        ]),
        history.adopted(
            'allocation_capacitynoticeevent',
            'allocation_coverevent',
            'allocation_dutyrotaevent',
            'allocation_exceedorderevent',
            'allocation_inheritedoverloadevent',
            'allocation_objectionevent',
            'allocation_planevent',
            'allocation_plannedallocationevent',
            'allocation_plannedwaitingevent',
            'allocation_relationshipevent',
            'allocation_stoplistentryevent',
            'allocation_supervisorrequestevent',
            'allocation_waitingevent',
        ),
    ]
