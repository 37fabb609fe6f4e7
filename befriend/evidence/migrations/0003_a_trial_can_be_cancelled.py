"""A trial that waits or runs can be cancelled, and keeps by whom."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0002_the_floor'),
    ]

    operations = [
        migrating.Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='trial',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='trial',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='trial',
                name='delete_delete',
            ),
        ]),
        migrations.AddField(
            model_name='trial',
            name='cancelled_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='trialevent',
            name='cancelled_by',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='trial',
            name='state',
            field=models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=9),
        ),
        migrations.AlterField(
            model_name='trialevent',
            name='state',
            field=models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled')], default='queued', max_length=9),
        ),
        migrating.Together([
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "cancelled_by", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT new_values."against", new_values."asked_at", new_values."asked_by", new_values."begun", new_values."cancelled_by", new_values."country", new_values."ended_at", new_values."id", new_values."months", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."policy", new_values."proposal", new_values."runs", new_values."seed", new_values."smaller", new_values."state", new_values."why_failed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='acaae24fc5820760eeb782ed121ad32f9aee9036', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6bd03', referencing='REFERENCING NEW TABLE AS new_values ', table='evidence_trial', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "cancelled_by", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT new_values."against", new_values."asked_at", new_values."asked_by", new_values."begun", new_values."cancelled_by", new_values."country", new_values."ended_at", new_values."id", new_values."months", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."policy", new_values."proposal", new_values."runs", new_values."seed", new_values."smaller", new_values."state", new_values."why_failed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."against" IS DISTINCT FROM (new_values."against") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."asked_by" IS DISTINCT FROM (new_values."asked_by") OR old_values."begun" IS DISTINCT FROM (new_values."begun") OR old_values."cancelled_by" IS DISTINCT FROM (new_values."cancelled_by") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."months" IS DISTINCT FROM (new_values."months") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."policy" IS DISTINCT FROM (new_values."policy") OR old_values."proposal" IS DISTINCT FROM (new_values."proposal") OR old_values."runs" IS DISTINCT FROM (new_values."runs") OR old_values."seed" IS DISTINCT FROM (new_values."seed") OR old_values."smaller" IS DISTINCT FROM (new_values."smaller") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."why_failed" IS DISTINCT FROM (new_values."why_failed")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3e719e2a8449f0a5d86ed87dd119eb39f83d9df6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_67dc6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evidence_trial', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "cancelled_by", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT old_values."against", old_values."asked_at", old_values."asked_by", old_values."begun", old_values."cancelled_by", old_values."country", old_values."ended_at", old_values."id", old_values."months", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."policy", old_values."proposal", old_values."runs", old_values."seed", old_values."smaller", old_values."state", old_values."why_failed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='20302af22b47e17c4f3bc17324ba356ce6d632fc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_66842', referencing='REFERENCING OLD TABLE AS old_values ', table='evidence_trial', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='trial',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'cancelled'), ('cancelled_by', ''), _connector='XOR'), name='a_trial_that_is_cancelled_says_by_whom'),
            ),
        ]),
    ]
