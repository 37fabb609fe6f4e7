"""A person's way in, what they write, and that they want to see somebody."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('audit', '0003_what_the_database_does'),
        ('people', '0010_seeing_costs_least'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_on', models.DateField()),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='people.person')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='own_page', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='AccountEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('made_on', models.DateField()),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.account')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('made_by', models.CharField(max_length=40)),
                    ('made_on', models.DateField()),
                    ('expires_on', models.DateField()),
                    ('used_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='InvitationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('made_on', models.DateField()),
                    ('expires_on', models.DateField()),
                    ('used_on', models.DateField(blank=True, null=True)),
                    ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.invitation')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('side', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner')], max_length=12)),
                    ('text', models.TextField()),
                    ('written_by', models.CharField(blank=True, max_length=40)),
                    ('written_at', models.DateTimeField()),
                    ('seen_by', models.CharField(blank=True, max_length=40)),
                    ('seen_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='MessageEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('ref', models.UUIDField(default=uuid.uuid4)),
                    ('side', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner')], max_length=12)),
                    ('text', models.TextField()),
                    ('written_by', models.CharField(blank=True, max_length=40)),
                    ('written_at', models.DateTimeField()),
                    ('seen_by', models.CharField(blank=True, max_length=40)),
                    ('seen_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='portal.message')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Wish',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('written_at', models.DateTimeField()),
                    ('expires_on', models.DateField()),
                    ('seen_by', models.CharField(blank=True, max_length=40)),
                    ('seen_on', models.DateField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='people.person')),
                ],
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='account',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_accountevent" ("id", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9ea24492b84dc20bc03ec941544ccc59c85e7f50', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8ecc7', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_account', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='account',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_accountevent" ("id", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."id", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='162825b389fca24ac72728ae59d027a620f915a0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_316e1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portal_account', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='account',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_accountevent" ("id", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."id", old_values."made_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cab1471eb6ffa545c3b7b7fba84594f37d384f3f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_26924', referencing='REFERENCING OLD TABLE AS old_values ', table='portal_account', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accountevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='372d80b0150408e8a3dc05ce0355735e97c0ca72', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_81c1e', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_accountevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='invitation',
                constraint=models.UniqueConstraint(condition=models.Q(('used_on__isnull', True), ('withdrawn_on__isnull', True)), fields=('person',), name='a_person_has_one_open_invitation'),
            ),
            migrations.AddConstraint(
                model_name='invitation',
                constraint=models.CheckConstraint(condition=models.Q(('used_on__isnull', True), ('withdrawn_on__isnull', True), _connector='OR'), name='an_invitation_is_used_or_withdrawn'),
            ),
            migrations.AddConstraint(
                model_name='invitation',
                constraint=models.CheckConstraint(condition=models.Q(('expires_on__gt', models.F('made_on'))), name='an_invitation_expires_after_it_is_made'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_invitationevent" ("expires_on", "id", "made_by", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_on", "withdrawn_on") SELECT new_values."expires_on", new_values."id", new_values."made_by", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."used_on", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6cdfaa4dd3604920b8c423b585510be4da09f162', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_74519', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_invitation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_invitationevent" ("expires_on", "id", "made_by", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_on", "withdrawn_on") SELECT new_values."expires_on", new_values."id", new_values."made_by", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."used_on", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."expires_on" IS DISTINCT FROM (new_values."expires_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."made_by" IS DISTINCT FROM (new_values."made_by") OR old_values."made_on" IS DISTINCT FROM (new_values."made_on") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."used_on" IS DISTINCT FROM (new_values."used_on") OR old_values."withdrawn_on" IS DISTINCT FROM (new_values."withdrawn_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='159d13151b599e49ddaaafa810d7e2f58409b975', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a7c4d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portal_invitation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_invitationevent" ("expires_on", "id", "made_by", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "used_on", "withdrawn_on") SELECT old_values."expires_on", old_values."id", old_values."made_by", old_values."made_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."used_on", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='04aee5a343740845711f8f9dd48dcb007cd94843', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_9971d', referencing='REFERENCING OLD TABLE AS old_values ', table='portal_invitation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='invitationevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='2d6660f5099db984d0859308d20f77c22c5bf0fe', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_945f1', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_invitationevent', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='message',
                index=models.Index(fields=['person', 'written_at'], name='messages_of_a_person'),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_message_says_something'),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(('side', 'practitioner'), ('written_by', ''), _connector='XOR'), name='a_reply_is_somebodys'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_messageevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "seen_by", "seen_on", "side", "text", "written_at", "written_by") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."seen_by", new_values."seen_on", new_values."side", new_values."text", new_values."written_at", new_values."written_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d7d3350c4cc9538c0f9b3d3251288d04115395cc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5c992', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_message', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_messageevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "seen_by", "seen_on", "side", "text", "written_at", "written_by") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."seen_by", new_values."seen_on", new_values."side", new_values."text", new_values."written_at", new_values."written_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='05d11714da9d9ad986be2a477223ee812f05a6e9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2e796', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='portal_message', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portal_messageevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "seen_by", "seen_on", "side", "text", "written_at", "written_by") SELECT old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ref", old_values."seen_by", old_values."seen_on", old_values."side", old_values."text", old_values."written_at", old_values."written_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='36592d5676147b9c6769b1893f3b87ebb79ff561', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_42653', referencing='REFERENCING OLD TABLE AS old_values ', table='portal_message', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='messageevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='a064853e7fc61af2965922a5919dac56bddd2685', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_5520b', referencing='REFERENCING NEW TABLE AS new_values ', table='portal_messageevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='wish',
                constraint=models.UniqueConstraint(condition=models.Q(('seen_on__isnull', True)), fields=('person',), name='a_wish_is_kept_once_until_seen'),
            ),
        ]),
    ]
