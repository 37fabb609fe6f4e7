"""Every statement that changes these tables is noted in the audit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from befriend import history, migrating


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('workforce', '0003_the_floor'),
    ]

    operations = [
        migrating.Together([
            pgtrigger.migrations.AddTrigger(
                model_name='absenceevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='95a45374abfc68ddc1d1212d511846c8db2b245f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_a442e', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_absenceevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='brokenglassevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='32f12a6c87074cb4da4bf9aa31a711f1269205ed', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_d11f9', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_brokenglassevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='conflictevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='0f54d72ff4d501ee272328d5ed09881ef185d7a8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_4e653', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_conflictevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='exclusionevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='9c74986a77f61fc17cd78ad504715fd210cde745', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_a3883', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_exclusionevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='incidentevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='09857c1f26e034893b4094f5dd66fc9b0d2aeeea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_2ab95', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_incidentevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='officeevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='c015cd1adadbc21cee1c16e586f00cf07e303962', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_e14b1', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_officeevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='officeholdingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='5adb2a17915fb3cf47320dc43146407630a984c5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_efce1', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_officeholdingevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='postingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='454c70588ec89e9e94600a20606f4e352db29485', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_bf6b4', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_postingevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='practitionerevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='c05b5fb7571dff9d2fb15493d0b3904a109da342', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_3f0e1', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_practitionerevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readerevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='f1974d3436be6eadb867364856c4c596eea97c2e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_97393', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_readerevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reductionevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='6f4ecb7fd73c99c9618590810a31988357446e59', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_5395e', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_reductionevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='restrictionevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='ef8d0a15d71a0507de9656e525c6e7698f2dfcd6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_a3a1f', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_restrictionevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='toldevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='2df39b7fc20a068c1e9ef0f343a4a5d8e72890d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_eaa90', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_toldevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trainingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='c6ea2b6b6a13c0c60302eec417cde268b37c4c83', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_cc54a', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_trainingevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unitevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='57fc3bfb1f1ccef12fb98cb5e78d8f31ef89f248', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_cdacd', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_unitevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unitparentevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='f46b8a804288014b856f63474ac9d2a53c20cdb0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_9aa31', referencing='REFERENCING NEW TABLE AS new_values ', table='workforce_unitparentevent', when='AFTER')),
            ),
        ]),
        history.adopted(
            'workforce_absenceevent',
            'workforce_brokenglassevent',
            'workforce_conflictevent',
            'workforce_exclusionevent',
            'workforce_incidentevent',
            'workforce_officeevent',
            'workforce_officeholdingevent',
            'workforce_postingevent',
            'workforce_practitionerevent',
            'workforce_readerevent',
            'workforce_reductionevent',
            'workforce_restrictionevent',
            'workforce_toldevent',
            'workforce_trainingevent',
            'workforce_unitevent',
            'workforce_unitparentevent',
        ),
    ]
