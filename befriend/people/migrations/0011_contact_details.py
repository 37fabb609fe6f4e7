"""Where a person agreed to be reminded of their appointments."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_seeing_costs_least'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='ContactDetail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('channel', models.CharField(choices=[('email', 'Email'), ('sms', 'Sms')], max_length=5)),
                    ('address', models.CharField(max_length=254)),
                    ('agreed_on', models.DateField()),
                    ('opted_out_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('kept_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_details', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='ContactDetailEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('channel', models.CharField(choices=[('email', 'Email'), ('sms', 'Sms')], max_length=5)),
                    ('address', models.CharField(max_length=254)),
                    ('agreed_on', models.DateField()),
                    ('opted_out_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('kept_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.contactdetail')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='contactdetail',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'channel'), name='a_person_has_one_address_of_a_kind_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='contactdetail',
                constraint=models.CheckConstraint(condition=models.Q(('address', ''), _negated=True), name='a_contact_detail_has_an_address'),
            ),
            migrations.AddConstraint(
                model_name='contactdetail',
                constraint=models.CheckConstraint(condition=models.Q(('opted_out_on__isnull', True), ('opted_out_on__gte', models.F('agreed_on')), _connector='OR'), name='nobody_opts_out_before_they_agreed'),
            ),
            migrations.AddConstraint(
                model_name='contactdetail',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('agreed_on')), _connector='OR'), name='a_contact_detail_ends_after_it_was_agreed'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactdetail',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactdetailevent" ("address", "agreed_on", "channel", "ended_on", "id", "kept_by", "opted_out_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."address", new_values."agreed_on", new_values."channel", new_values."ended_on", new_values."id", new_values."kept_by", new_values."opted_out_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='627c825b1e65812ad4ca62b51a98b53590206c75', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_10859', referencing='REFERENCING NEW TABLE AS new_values ', table='people_contactdetail', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactdetail',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactdetailevent" ("address", "agreed_on", "channel", "ended_on", "id", "kept_by", "opted_out_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."address", new_values."agreed_on", new_values."channel", new_values."ended_on", new_values."id", new_values."kept_by", new_values."opted_out_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a183533c47e3e8a9b9d49cfff3d1958c4d82b6dc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_52ac7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_contactdetail', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactdetail',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactdetailevent" ("address", "agreed_on", "channel", "ended_on", "id", "kept_by", "opted_out_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."address", old_values."agreed_on", old_values."channel", old_values."ended_on", old_values."id", old_values."kept_by", old_values."opted_out_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7042a421c128a76fe31647c8620133f677d5ed29', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a86f1', referencing='REFERENCING OLD TABLE AS old_values ', table='people_contactdetail', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactdetailevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='84665d2837710de743139ac377b7c2ad3a82494e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_b328d', referencing='REFERENCING NEW TABLE AS new_values ', table='people_contactdetailevent', when='AFTER')),
            ),
        ]),
    ]
