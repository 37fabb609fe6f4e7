"""Supervision plans: goals in the person's words, steps, and whether the person agrees."""

import befriend.periods
import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_sources_are_read_by_few'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('supervision', '0003_searching'),
        ('workforce', '0005_reasons_are_read_by_who_decides'),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('agreed', models.BooleanField()),
                    ('why', models.TextField(blank=True)),
                    ('day', models.DateField()),
                    ('kept_by', models.CharField(max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='Goal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('area', models.CharField(choices=[('housing', 'Housing'), ('addiction', 'Addiction'), ('health', 'Health'), ('work', 'Work'), ('money', 'Money'), ('family', 'Family'), ('education', 'Education'), ('other', 'Other')], max_length=9)),
                    ('words', models.TextField()),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('made_by', models.CharField(max_length=40)),
                    ('ended', models.CharField(blank=True, choices=[('reached', 'Reached'), ('changed', 'Changed'), ('paused', 'Paused')], max_length=7)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='Step',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.TextField()),
                    ('whose', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner'), ('other', 'Other')], max_length=12)),
                    ('whose_words', models.CharField(blank=True, max_length=120)),
                    ('by_date', models.DateField(blank=True, null=True)),
                    ('from_date', models.DateField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('not_done_on', models.DateField(blank=True, null=True)),
                    ('why_not', models.CharField(blank=True, choices=[('no_time', 'No Time'), ('not_offered', 'Not Offered'), ('could_not', 'Person Could Not'), ('not_wanted', 'Not Wanted'), ('not_needed', 'Not Needed')], max_length=11)),
                    ('why_not_words', models.TextField(blank=True)),
                    ('settled_by', models.CharField(blank=True, max_length=40)),
                    ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='supervision.goal')),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.office')),
                ],
            ),
            migrations.CreateModel(
                name='StepEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('what', models.TextField()),
                    ('whose', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner'), ('other', 'Other')], max_length=12)),
                    ('whose_words', models.CharField(blank=True, max_length=120)),
                    ('by_date', models.DateField(blank=True, null=True)),
                    ('from_date', models.DateField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('done_on', models.DateField(blank=True, null=True)),
                    ('not_done_on', models.DateField(blank=True, null=True)),
                    ('why_not', models.CharField(blank=True, choices=[('no_time', 'No Time'), ('not_offered', 'Not Offered'), ('could_not', 'Person Could Not'), ('not_wanted', 'Not Wanted'), ('not_needed', 'Not Needed')], max_length=11)),
                    ('why_not_words', models.TextField(blank=True)),
                    ('settled_by', models.CharField(blank=True, max_length=40)),
                    ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.goal')),
                    ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.office')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.step')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SupervisionPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('made_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_plans', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='GoalEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('area', models.CharField(choices=[('housing', 'Housing'), ('addiction', 'Addiction'), ('health', 'Health'), ('work', 'Work'), ('money', 'Money'), ('family', 'Family'), ('education', 'Education'), ('other', 'Other')], max_length=9)),
                    ('words', models.TextField()),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('made_by', models.CharField(max_length=40)),
                    ('ended', models.CharField(blank=True, choices=[('reached', 'Reached'), ('changed', 'Changed'), ('paused', 'Paused')], max_length=7)),
                    ('ended_by', models.CharField(blank=True, max_length=40)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.goal')),
                    ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.supervisionplan')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='goal',
                name='plan',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='supervision.supervisionplan'),
            ),
            migrations.CreateModel(
                name='AgreementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('agreed', models.BooleanField()),
                    ('why', models.TextField(blank=True)),
                    ('day', models.DateField()),
                    ('kept_by', models.CharField(max_length=40)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.agreement')),
                    ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.supervisionplan')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='agreement',
                name='plan',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='supervision.supervisionplan'),
            ),
            migrations.CreateModel(
                name='SupervisionPlanEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('made_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.supervisionplan')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='a_step_says_what_is_done'),
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(('whose', 'other'), ('whose_words', ''), _connector='XOR'), name='a_step_of_somebody_else_says_whose'),
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('not_done_on__isnull', True), _connector='OR'), name='a_step_is_done_or_not_done'),
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('not_done_on__isnull', True), ('why_not', '')), models.Q(('not_done_on__isnull', False), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='a_step_not_done_says_why'),
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', True), ('done_on__gte', models.F('from_date')), _connector='OR'), models.Q(('not_done_on__isnull', True), ('not_done_on__gte', models.F('from_date')), _connector='OR')), name='a_step_is_settled_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='step',
                constraint=models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('why_not', 'no_time'), _connector='OR'), name='only_missing_time_has_an_owner'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='step',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_stepevent" ("by_date", "done_on", "from_date", "goal_id", "id", "made_by", "not_done_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_by", "what", "whose", "whose_words", "why_not", "why_not_words") SELECT new_values."by_date", new_values."done_on", new_values."from_date", new_values."goal_id", new_values."id", new_values."made_by", new_values."not_done_on", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."settled_by", new_values."what", new_values."whose", new_values."whose_words", new_values."why_not", new_values."why_not_words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f8d9d20fa14ac022b658433e660a567a111d4f7f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ea964', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_step', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='step',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_stepevent" ("by_date", "done_on", "from_date", "goal_id", "id", "made_by", "not_done_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_by", "what", "whose", "whose_words", "why_not", "why_not_words") SELECT new_values."by_date", new_values."done_on", new_values."from_date", new_values."goal_id", new_values."id", new_values."made_by", new_values."not_done_on", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."settled_by", new_values."what", new_values."whose", new_values."whose_words", new_values."why_not", new_values."why_not_words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ad95c442927ca7bad3021107359984237d9d165a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ade60', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_step', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='step',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_stepevent" ("by_date", "done_on", "from_date", "goal_id", "id", "made_by", "not_done_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_by", "what", "whose", "whose_words", "why_not", "why_not_words") SELECT old_values."by_date", old_values."done_on", old_values."from_date", old_values."goal_id", old_values."id", old_values."made_by", old_values."not_done_on", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."settled_by", old_values."what", old_values."whose", old_values."whose_words", old_values."why_not", old_values."why_not_words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d3272db81212e7d5a1c84a13a2099912a38ae2b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_489f6', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_step', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='stepevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='b8ee865c6e69ba139f14569d57f69950275b115d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_64107', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_stepevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='supervisionplan',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (befriend.periods.Period('from_date', 'until_date'), '&&')], name='one_supervision_plan_stands_for_a_person'),
            ),
            migrations.AddConstraint(
                model_name='supervisionplan',
                constraint=models.CheckConstraint(condition=models.Q(('until_date__isnull', True), ('until_date__gte', models.F('from_date')), _connector='OR'), name='a_supervision_plan_ends_after_it_begins'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisionplan',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_supervisionplanevent" ("from_date", "id", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."made_by", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5c5783f400d10eeca9ae27b5c9d9ff3f49b6b1c6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a5431', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_supervisionplan', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisionplan',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_supervisionplanevent" ("from_date", "id", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."made_by", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8be9bb534dc91eb370dafcc712e0b7e67e67f91a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_617eb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_supervisionplan', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisionplan',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_supervisionplanevent" ("from_date", "id", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT old_values."from_date", old_values."id", old_values."made_by", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='55a85c562df26fc6a30de9c356f4db42a73e5d19', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9f133', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_supervisionplan', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goalevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='425bbff75d0cde186e4e4ac10dea2db13f8e212b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_cc734', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_goalevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='goal',
                constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_goal_says_something'),
            ),
            migrations.AddConstraint(
                model_name='goal',
                constraint=models.CheckConstraint(condition=models.Q(('until_date__isnull', True), ('until_date__gte', models.F('from_date')), _connector='OR'), name='a_goal_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='goal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended', ''), ('until_date__isnull', True)), models.Q(('until_date__isnull', False), models.Q(('ended', ''), _negated=True)), _connector='OR'), name='a_goal_that_ended_says_how'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_goalevent" ("area", "ended", "ended_by", "from_date", "id", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "until_date", "words") SELECT new_values."area", new_values."ended", new_values."ended_by", new_values."from_date", new_values."id", new_values."made_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."until_date", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ee34637eaac412a83b72aef687670cef7e88da53', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_82080', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_goalevent" ("area", "ended", "ended_by", "from_date", "id", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "until_date", "words") SELECT new_values."area", new_values."ended", new_values."ended_by", new_values."from_date", new_values."id", new_values."made_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."until_date", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f3c81074718cdf7fc6c198a31455ba6acb7aadf6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0f1b1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='goal',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_goalevent" ("area", "ended", "ended_by", "from_date", "id", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "until_date", "words") SELECT old_values."area", old_values."ended", old_values."ended_by", old_values."from_date", old_values."id", old_values."made_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."until_date", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='43d112f41fe285e07a5aa03f037f710f4f0643e4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e20e9', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_goal', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agreementevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='28bca32c2231c49233250bde8d119a0fb5be477c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_1cf6b', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_agreementevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='agreement',
                constraint=models.CheckConstraint(condition=models.Q(('agreed', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='it_is_written_down_why_somebody_does_not_agree'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agreement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_agreementevent" ("agreed", "day", "id", "kept_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "why") SELECT new_values."agreed", new_values."day", new_values."id", new_values."kept_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='75c47a930df824ccc7e63e4516a9b2dc3ea8aded', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4dca5', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_agreement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agreement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_agreementevent" ("agreed", "day", "id", "kept_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "why") SELECT new_values."agreed", new_values."day", new_values."id", new_values."kept_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='94d522aeb5b37ac63e916607a1d0cdefdcce0388', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_85174', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_agreement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='agreement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_agreementevent" ("agreed", "day", "id", "kept_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "why") SELECT old_values."agreed", old_values."day", old_values."id", old_values."kept_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='18b0b591f817c1df0d4bbec80c66ea5617dc8133', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2c4ca', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_agreement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisionplanevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='8255ad18d129c942bfacf985f7cf3f4c59439a85', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_e42b2', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_supervisionplanevent', when='AFTER')),
            ),
        ]),
    ]
