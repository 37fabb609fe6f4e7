"""The trials of policies, and what those said of them who work or live under them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0014_who_accepted'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='TrialEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('asked_by', models.CharField(max_length=40)),
                    ('asked_at', models.DateTimeField()),
                    ('policy', models.CharField(max_length=80)),
                    ('proposal', models.TextField(blank=True)),
                    ('against', models.CharField(max_length=80)),
                    ('country', models.CharField(max_length=80)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('runs', models.PositiveIntegerField()),
                    ('seed', models.BigIntegerField()),
                    ('smaller', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=8)),
                    ('begun', models.PositiveSmallIntegerField(default=0)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('why_failed', models.TextField(blank=True)),
                    ('name', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('voice', models.CharField(choices=[('practitioner', 'Practitioner'), ('supervised', 'Supervised')], max_length=12)),
                    ('said_by', models.CharField(blank=True, max_length=40)),
                    ('said_on', models.DateField()),
                    ('words', models.TextField(blank=True)),
                    ('removed', models.PositiveIntegerField(default=0)),
                    ('removed_by', models.CharField(blank=True, max_length=40)),
                    ('removed_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='Trial',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_by', models.CharField(max_length=40)),
                    ('asked_at', models.DateTimeField()),
                    ('policy', models.CharField(max_length=80)),
                    ('proposal', models.TextField(blank=True)),
                    ('against', models.CharField(max_length=80)),
                    ('country', models.CharField(max_length=80)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('runs', models.PositiveIntegerField()),
                    ('seed', models.BigIntegerField()),
                    ('smaller', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=8)),
                    ('runs_done', models.PositiveIntegerField(default=0)),
                    ('begun', models.PositiveSmallIntegerField(default=0)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('why_failed', models.TextField(blank=True)),
                    ('result', models.JSONField(blank=True, null=True)),
                    ('shown', models.JSONField(blank=True, null=True)),
                    ('drawings', models.JSONField(blank=True, null=True)),
                    ('name', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('state',), name='one_trial_runs_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('result__isnull', False), ('shown__isnull', False), ('state', 'done'), models.Q(('name', ''), _negated=True)), models.Q(models.Q(('state', 'done'), _negated=True), ('name', ''), ('result__isnull', True), ('shown__isnull', True)), _connector='OR'), name='a_trial_that_is_done_has_a_statement'), models.CheckConstraint(condition=models.Q(('state', 'failed'), ('why_failed', ''), _connector='XOR'), name='a_trial_that_failed_says_why'), models.CheckConstraint(condition=models.Q(('runs_done__lte', models.F('runs'))), name='no_more_runs_are_done_than_asked')],
                },
            ),
            migrations.CreateModel(
                name='CommentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('voice', models.CharField(choices=[('practitioner', 'Practitioner'), ('supervised', 'Supervised')], max_length=12)),
                    ('said_by', models.CharField(blank=True, max_length=40)),
                    ('said_on', models.DateField()),
                    ('removed', models.PositiveIntegerField(default=0)),
                    ('removed_by', models.CharField(blank=True, max_length=40)),
                    ('removed_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evidence.comment')),
                    ('trial', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='evidence.trial')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='comment',
                name='trial',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='evidence.trial'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT new_values."against", new_values."asked_at", new_values."asked_by", new_values."begun", new_values."country", new_values."ended_at", new_values."id", new_values."months", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."policy", new_values."proposal", new_values."runs", new_values."seed", new_values."smaller", new_values."state", new_values."why_failed" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c90259f52eb424635ccb956b5593702c0e52e108', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6bd03', referencing='REFERENCING NEW TABLE AS new_values ', table='evidence_trial', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT new_values."against", new_values."asked_at", new_values."asked_by", new_values."begun", new_values."country", new_values."ended_at", new_values."id", new_values."months", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."policy", new_values."proposal", new_values."runs", new_values."seed", new_values."smaller", new_values."state", new_values."why_failed" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."against" IS DISTINCT FROM (new_values."against") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."asked_by" IS DISTINCT FROM (new_values."asked_by") OR old_values."begun" IS DISTINCT FROM (new_values."begun") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."months" IS DISTINCT FROM (new_values."months") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."policy" IS DISTINCT FROM (new_values."policy") OR old_values."proposal" IS DISTINCT FROM (new_values."proposal") OR old_values."runs" IS DISTINCT FROM (new_values."runs") OR old_values."seed" IS DISTINCT FROM (new_values."seed") OR old_values."smaller" IS DISTINCT FROM (new_values."smaller") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."why_failed" IS DISTINCT FROM (new_values."why_failed")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4ddbfec8708c80311f19f63c927bf129ea111e6e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_67dc6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evidence_trial', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trial',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_trialevent" ("against", "asked_at", "asked_by", "begun", "country", "ended_at", "id", "months", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "proposal", "runs", "seed", "smaller", "state", "why_failed") SELECT old_values."against", old_values."asked_at", old_values."asked_by", old_values."begun", old_values."country", old_values."ended_at", old_values."id", old_values."months", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."policy", old_values."proposal", old_values."runs", old_values."seed", old_values."smaller", old_values."state", old_values."why_failed" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6cbe60da37847b0d3dcfbebbe703239c0c324ef1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_66842', referencing='REFERENCING OLD TABLE AS old_values ', table='evidence_trial', when='AFTER')),
            ),
            migrations.AddField(
                model_name='trialevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='trialevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='evidence.trial'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='commentevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='b8c35ee0e5a5dbc0b28ccf914003df1aa1f8cfa6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_f92ed', referencing='REFERENCING NEW TABLE AS new_values ', table='evidence_commentevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('withdrawn_on__isnull', True)), fields=('trial', 'person'), name='a_person_comments_on_a_trial_once'),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('said_by', ''), _negated=True)), fields=('trial', 'said_by'), name='a_practitioner_comments_on_a_trial_once'),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('said_by', ''), ('voice', 'supervised')), models.Q(('person__isnull', True), ('voice', 'practitioner'), models.Q(('said_by', ''), _negated=True)), _connector='OR'), name='a_comment_is_somebodys'),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('words', ''), _connector='XOR'), name='a_comment_has_words_until_it_is_withdrawn'),
            ),
            migrations.AddConstraint(
                model_name='comment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed', 0), ('removed_by', ''), ('removed_on__isnull', True)), models.Q(('removed__gt', 0), ('removed_on__isnull', False), models.Q(('removed_by', ''), _negated=True)), _connector='OR'), name='words_are_removed_by_somebody'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='comment',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_commentevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed", "removed_by", "removed_on", "said_by", "said_on", "trial_id", "voice", "withdrawn_on") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."removed", new_values."removed_by", new_values."removed_on", new_values."said_by", new_values."said_on", new_values."trial_id", new_values."voice", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80d7ededfde00672f25b7c3a4985a16e98db668b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_48a97', referencing='REFERENCING NEW TABLE AS new_values ', table='evidence_comment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='comment',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_commentevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed", "removed_by", "removed_on", "said_by", "said_on", "trial_id", "voice", "withdrawn_on") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."removed", new_values."removed_by", new_values."removed_on", new_values."said_by", new_values."said_on", new_values."trial_id", new_values."voice", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."removed" IS DISTINCT FROM (new_values."removed") OR old_values."removed_by" IS DISTINCT FROM (new_values."removed_by") OR old_values."removed_on" IS DISTINCT FROM (new_values."removed_on") OR old_values."said_by" IS DISTINCT FROM (new_values."said_by") OR old_values."said_on" IS DISTINCT FROM (new_values."said_on") OR old_values."trial_id" IS DISTINCT FROM (new_values."trial_id") OR old_values."voice" IS DISTINCT FROM (new_values."voice") OR old_values."withdrawn_on" IS DISTINCT FROM (new_values."withdrawn_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8d9342f23875b536b9574263c7664caeae0d84df', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_28a08', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='evidence_comment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='comment',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "evidence_commentevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed", "removed_by", "removed_on", "said_by", "said_on", "trial_id", "voice", "withdrawn_on") SELECT old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."removed", old_values."removed_by", old_values."removed_on", old_values."said_by", old_values."said_on", old_values."trial_id", old_values."voice", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2259010705653c60b696469183a9fecea9c80bc3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_32f75', referencing='REFERENCING OLD TABLE AS old_values ', table='evidence_comment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='trialevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='045c14ef8ebad0b04ab2efa1156db25893642e6e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_f1cd8', referencing='REFERENCING NEW TABLE AS new_values ', table='evidence_trialevent', when='AFTER')),
            ),
        ]),
    ]
