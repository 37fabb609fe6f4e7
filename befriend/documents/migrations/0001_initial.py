"""Papers, their lines, to whom they went, and whom a correction reaches."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0008_sources_are_read_by_few'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('workforce', '0005_reasons_are_read_by_who_decides'),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('edition', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('template_digest', models.CharField(max_length=64)),
                    ('language', models.CharField(max_length=10)),
                    ('day', models.DateField()),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('agreed', models.CharField(choices=[('agreed', 'Agreed'), ('told', 'Told'), ('not_told', 'Not Told')], max_length=8)),
                    ('agreed_words', models.TextField(blank=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('may_have', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('means', models.CharField(blank=True, choices=[('post', 'Post'), ('hand', 'Hand'), ('secure_mail', 'Secure Mail'), ('their_system', 'Their System')], max_length=12)),
                    ('given_on', models.DateField(blank=True, null=True)),
                    ('given_by', models.CharField(blank=True, max_length=40)),
                    ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='documents.paper')),
                ],
            ),
            migrations.CreateModel(
                name='PaperEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('ref', models.UUIDField(default=uuid.uuid4)),
                    ('kind', models.CharField(max_length=40)),
                    ('edition', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('template_digest', models.CharField(max_length=64)),
                    ('language', models.CharField(max_length=10)),
                    ('day', models.DateField()),
                    ('made_at', models.DateTimeField()),
                    ('made_by', models.CharField(max_length=40)),
                    ('agreed', models.CharField(choices=[('agreed', 'Agreed'), ('told', 'Told'), ('not_told', 'Not Told')], max_length=8)),
                    ('agreed_words', models.TextField(blank=True)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.paper')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PaperLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('section', models.CharField(max_length=120)),
                    ('field', models.CharField(max_length=60)),
                    ('label', models.CharField(max_length=200)),
                    ('was_known', models.CharField(choices=[('missing', 'Missing'), ('stale', 'Stale'), ('known', 'Known')], max_length=7)),
                    ('words', models.TextField(blank=True)),
                    ('gist', models.TextField(blank=True)),
                    ('shown', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('how_known', models.CharField(blank=True, choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], max_length=8)),
                    ('evidence', models.CharField(blank=True, choices=[('self_report', 'Self Report'), ('allegation', 'Allegation'), ('charge', 'Charge'), ('conviction', 'Conviction'), ('acquittal', 'Acquittal')], max_length=11)),
                    ('observed_on', models.DateField(blank=True, null=True)),
                    ('confirmed_on', models.DateField(blank=True, null=True)),
                    ('contested', models.BooleanField(default=False)),
                    ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='documents.paper')),
                    ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='used_in', to='people.statement')),
                ],
            ),
            migrations.CreateModel(
                name='PaperLineEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('position', models.PositiveSmallIntegerField()),
                    ('section', models.CharField(max_length=120)),
                    ('field', models.CharField(max_length=60)),
                    ('label', models.CharField(max_length=200)),
                    ('was_known', models.CharField(choices=[('missing', 'Missing'), ('stale', 'Stale'), ('known', 'Known')], max_length=7)),
                    ('words', models.TextField(blank=True)),
                    ('gist', models.TextField(blank=True)),
                    ('shown', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('how_known', models.CharField(blank=True, choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], max_length=8)),
                    ('evidence', models.CharField(blank=True, choices=[('self_report', 'Self Report'), ('allegation', 'Allegation'), ('charge', 'Charge'), ('conviction', 'Conviction'), ('acquittal', 'Acquittal')], max_length=11)),
                    ('observed_on', models.DateField(blank=True, null=True)),
                    ('confirmed_on', models.DateField(blank=True, null=True)),
                    ('contested', models.BooleanField(default=False)),
                    ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.paperline')),
                    ('statement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Recipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('person', 'Person'), ('housing_provider', 'Housing Provider'), ('parole_board', 'Parole Board'), ('prison', 'Prison'), ('probation_office', 'Probation Office'), ('victim_liaison', 'Victim Liaison')], max_length=16)),
                    ('name', models.CharField(max_length=120)),
                    ('organisation', models.CharField(max_length=120)),
                    ('address', models.TextField(blank=True)),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receives', to='workforce.office')),
                ],
            ),
            migrations.CreateModel(
                name='DeliveryEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('may_have', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('means', models.CharField(blank=True, choices=[('post', 'Post'), ('hand', 'Hand'), ('secure_mail', 'Secure Mail'), ('their_system', 'Their System')], max_length=12)),
                    ('given_on', models.DateField(blank=True, null=True)),
                    ('given_by', models.CharField(blank=True, max_length=40)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.delivery')),
                    ('paper', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.paper')),
                    ('recipient', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.recipient')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='delivery',
                name='recipient',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='documents.recipient'),
            ),
            migrations.CreateModel(
                name='RecipientEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('ref', models.CharField(max_length=40)),
                    ('kind', models.CharField(choices=[('person', 'Person'), ('housing_provider', 'Housing Provider'), ('parole_board', 'Parole Board'), ('prison', 'Prison'), ('probation_office', 'Probation Office'), ('victim_liaison', 'Victim Liaison')], max_length=16)),
                    ('name', models.CharField(max_length=120)),
                    ('organisation', models.CharField(max_length=120)),
                    ('address', models.TextField(blank=True)),
                    ('from_date', models.DateField()),
                    ('until_date', models.DateField(blank=True, null=True)),
                    ('office', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='workforce.office')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.recipient')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Telling',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('means', models.CharField(choices=[('message', 'Message'), ('post', 'Post')], max_length=7)),
                    ('queued_on', models.DateField()),
                    ('queued_by', models.CharField(max_length=40)),
                    ('sent_on', models.DateField(blank=True, null=True)),
                    ('sent_by', models.CharField(blank=True, max_length=40)),
                    ('confirmed_on', models.DateField(blank=True, null=True)),
                    ('confirmed_by', models.CharField(blank=True, max_length=40)),
                    ('contest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='people.contest')),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='documents.delivery')),
                ],
            ),
            migrations.CreateModel(
                name='TellingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('means', models.CharField(choices=[('message', 'Message'), ('post', 'Post')], max_length=7)),
                    ('queued_on', models.DateField()),
                    ('queued_by', models.CharField(max_length=40)),
                    ('sent_on', models.DateField(blank=True, null=True)),
                    ('sent_by', models.CharField(blank=True, max_length=40)),
                    ('confirmed_on', models.DateField(blank=True, null=True)),
                    ('confirmed_by', models.CharField(blank=True, max_length=40)),
                    ('contest', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.contest')),
                    ('delivery', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='documents.delivery')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.telling')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Unanswered',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=60)),
                    ('asked_on', models.DateField()),
                    ('asked_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unanswered', to='people.person')),
                ],
            ),
            migrations.CreateModel(
                name='UnansweredEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=60)),
                    ('asked_on', models.DateField()),
                    ('asked_by', models.CharField(max_length=40)),
                    ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='documents.unanswered')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='paper',
                index=models.Index(fields=['kind', 'day'], name='papers_of_a_kind'),
            ),
            migrations.AddConstraint(
                model_name='paper',
                constraint=models.UniqueConstraint(fields=('person', 'kind', 'edition'), name='an_edition_of_a_paper_is_made_once'),
            ),
            migrations.AddConstraint(
                model_name='paper',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed', 'not_told'), _negated=True), models.Q(('agreed_words', ''), _negated=True), _connector='OR'), name='whoever_is_not_told_is_not_told_for_a_reason'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paper',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperevent" ("agreed", "agreed_words", "day", "edition", "id", "kind", "language", "made_at", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "template_digest", "title") SELECT new_values."agreed", new_values."agreed_words", new_values."day", new_values."edition", new_values."id", new_values."kind", new_values."language", new_values."made_at", new_values."made_by", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."template_digest", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3c8d2a1cb7903ff878dbd6eec465695802bd47e3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_56845', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_paper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paper',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperevent" ("agreed", "agreed_words", "day", "edition", "id", "kind", "language", "made_at", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "template_digest", "title") SELECT new_values."agreed", new_values."agreed_words", new_values."day", new_values."edition", new_values."id", new_values."kind", new_values."language", new_values."made_at", new_values."made_by", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."template_digest", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39ad9047b2763aa7e6218911baebfc632ee1034a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3090c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_paper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paper',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperevent" ("agreed", "agreed_words", "day", "edition", "id", "kind", "language", "made_at", "made_by", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "template_digest", "title") SELECT old_values."agreed", old_values."agreed_words", old_values."day", old_values."edition", old_values."id", old_values."kind", old_values."language", old_values."made_at", old_values."made_by", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ref", old_values."template_digest", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f61e49ddf5c501533db44249cc8b8d75b40c0796', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bd046', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_paper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='349a4cd00930265d6002e8dab81e505eb85b054d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_d026a', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_paperevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='paperline',
                constraint=models.UniqueConstraint(fields=('paper', 'position'), name='a_line_has_its_place_in_a_paper'),
            ),
            migrations.AddConstraint(
                model_name='paperline',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('statement__isnull', True), ('was_known', 'missing'), ('words', '')), models.Q(models.Q(('was_known', 'missing'), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='a_line_says_something_unless_nothing_is_known'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperline',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperlineevent" ("confirmed_on", "contested", "evidence", "field", "gist", "how_known", "id", "label", "observed_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "shown", "statement_id", "was_known", "words") SELECT new_values."confirmed_on", new_values."contested", new_values."evidence", new_values."field", new_values."gist", new_values."how_known", new_values."id", new_values."label", new_values."observed_on", new_values."paper_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."section", new_values."shown", new_values."statement_id", new_values."was_known", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b63ed7bd94a2b872f82d6797c7fe4f01a9e25652', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1b300', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_paperline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperline',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperlineevent" ("confirmed_on", "contested", "evidence", "field", "gist", "how_known", "id", "label", "observed_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "shown", "statement_id", "was_known", "words") SELECT new_values."confirmed_on", new_values."contested", new_values."evidence", new_values."field", new_values."gist", new_values."how_known", new_values."id", new_values."label", new_values."observed_on", new_values."paper_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."section", new_values."shown", new_values."statement_id", new_values."was_known", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='881813ba718838fd7b169e50c65b044ae737defb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4a3c4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_paperline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperline',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_paperlineevent" ("confirmed_on", "contested", "evidence", "field", "gist", "how_known", "id", "label", "observed_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "section", "shown", "statement_id", "was_known", "words") SELECT old_values."confirmed_on", old_values."contested", old_values."evidence", old_values."field", old_values."gist", old_values."how_known", old_values."id", old_values."label", old_values."observed_on", old_values."paper_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."section", old_values."shown", old_values."statement_id", old_values."was_known", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a84b6df1ea1e66f10989464124ee3ff126fb9e62', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ef8eb', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_paperline', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paperlineevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='c3af115db626753a3370bbacc1791d2bfd150122', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_8c39c', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_paperlineevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='recipient',
                constraint=models.CheckConstraint(condition=models.Q(('until_date__isnull', True), ('until_date__gte', models.F('from_date')), _connector='OR'), name='a_recipient_ends_after_it_begins'),
            ),
            migrations.AddConstraint(
                model_name='recipient',
                constraint=models.CheckConstraint(condition=models.Q(('office__isnull', True), ('kind__in', ['probation_office', 'victim_liaison']), _connector='OR'), name='only_what_is_inside_has_an_office_here'),
            ),
            migrations.AddConstraint(
                model_name='recipient',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'victim_liaison'), _negated=True), ('office__isnull', False), _connector='OR'), name='victims_are_reached_through_an_office_here'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recipient',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_recipientevent" ("address", "from_date", "id", "kind", "name", "office_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "until_date") SELECT new_values."address", new_values."from_date", new_values."id", new_values."kind", new_values."name", new_values."office_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ref", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2a05662dc6c1c2a2c3ffcc7c90dd2bd96ed46baa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_418db', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_recipient', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recipient',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_recipientevent" ("address", "from_date", "id", "kind", "name", "office_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "until_date") SELECT new_values."address", new_values."from_date", new_values."id", new_values."kind", new_values."name", new_values."office_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ref", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1de26d0d433ee2a70532335dfd4cf4a54a4af344', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ee856', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_recipient', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recipient',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_recipientevent" ("address", "from_date", "id", "kind", "name", "office_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "until_date") SELECT old_values."address", old_values."from_date", old_values."id", old_values."kind", old_values."name", old_values."office_id", old_values."organisation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ref", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ede84ed641a1fa1fd9d749b617468c57b6ff1817', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_cf976', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_recipient', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deliveryevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='c0f55bc59e02ff6044735e08eee37304aba0e82c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_5f4a8', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_deliveryevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.UniqueConstraint(fields=('paper', 'recipient'), name='a_paper_is_for_a_recipient_once'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_by', ''), ('given_on__isnull', True), ('means', '')), models.Q(('given_on__isnull', False), models.Q(('means', ''), _negated=True), models.Q(('given_by', ''), _negated=True)), _connector='OR'), name='what_was_given_was_given_by_somebody_in_some_way'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_deliveryevent" ("given_by", "given_on", "id", "may_have", "means", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id") SELECT new_values."given_by", new_values."given_on", new_values."id", new_values."may_have", new_values."means", new_values."paper_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d9bb4359893e704c6f1d564a232b32607d0312d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ed0e1', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_delivery', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_deliveryevent" ("given_by", "given_on", "id", "may_have", "means", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id") SELECT new_values."given_by", new_values."given_on", new_values."id", new_values."may_have", new_values."means", new_values."paper_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipient_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f705370210387cd28c6f77f8c69cce6f6e82c930', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6ed87', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_delivery', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_deliveryevent" ("given_by", "given_on", "id", "may_have", "means", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id") SELECT old_values."given_by", old_values."given_on", old_values."id", old_values."may_have", old_values."means", old_values."paper_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d07df034d47248e84d3a5e67693ca222821658c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_410c7', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_delivery', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recipientevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='d7f52dac76f9d250d25eab8478a866e7b93516f3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_6cd80', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_recipientevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='telling',
                constraint=models.UniqueConstraint(fields=('contest', 'delivery'), name='a_correction_is_told_to_a_recipient_once'),
            ),
            migrations.AddConstraint(
                model_name='telling',
                constraint=models.CheckConstraint(condition=models.Q(('sent_on__isnull', True), models.Q(('sent_by', ''), _negated=True), _connector='XOR'), name='what_was_posted_was_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='telling',
                constraint=models.CheckConstraint(condition=models.Q(('confirmed_on__isnull', True), ('sent_on__isnull', False), _connector='OR'), name='nobody_confirms_what_was_not_sent'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='telling',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_tellingevent" ("confirmed_by", "confirmed_on", "contest_id", "delivery_id", "id", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_by", "queued_on", "sent_by", "sent_on") SELECT new_values."confirmed_by", new_values."confirmed_on", new_values."contest_id", new_values."delivery_id", new_values."id", new_values."means", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."queued_by", new_values."queued_on", new_values."sent_by", new_values."sent_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='562e9ef51f97c2bb794da251a34bf73d9320b38f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9b2d0', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_telling', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='telling',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_tellingevent" ("confirmed_by", "confirmed_on", "contest_id", "delivery_id", "id", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_by", "queued_on", "sent_by", "sent_on") SELECT new_values."confirmed_by", new_values."confirmed_on", new_values."contest_id", new_values."delivery_id", new_values."id", new_values."means", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."queued_by", new_values."queued_on", new_values."sent_by", new_values."sent_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0252a50e3289ec944126a8f7f8b7ea583ba5beb3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0fc52', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_telling', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='telling',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_tellingevent" ("confirmed_by", "confirmed_on", "contest_id", "delivery_id", "id", "means", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_by", "queued_on", "sent_by", "sent_on") SELECT old_values."confirmed_by", old_values."confirmed_on", old_values."contest_id", old_values."delivery_id", old_values."id", old_values."means", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."queued_by", old_values."queued_on", old_values."sent_by", old_values."sent_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fb31d275b8644385b582bd0c414ab4d166a2bb9a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_11c60', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_telling', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='tellingevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='32d7a27f12ee7ec0c0d80556855454d245096e8f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_3b7e1', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_tellingevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='unanswered',
                constraint=models.UniqueConstraint(fields=('person', 'key', 'asked_on'), name='a_question_is_put_once_a_day'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unanswered',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_unansweredevent" ("asked_by", "asked_on", "id", "key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."asked_by", new_values."asked_on", new_values."id", new_values."key", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='86607f7fba918a1ac8f8f1fce8181e084c2fd4a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c8857', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_unanswered', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unanswered',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_unansweredevent" ("asked_by", "asked_on", "id", "key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."asked_by", new_values."asked_on", new_values."id", new_values."key", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='81431f84df3fcd469e9915cb2a68aee59a70a1e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9d5d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='documents_unanswered', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unanswered',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_unansweredevent" ("asked_by", "asked_on", "id", "key", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."asked_by", old_values."asked_on", old_values."id", old_values."key", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6882f57f96778be23dcff44606c21fe83b90e0a0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e242e', referencing='REFERENCING OLD TABLE AS old_values ', table='documents_unanswered', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='unansweredevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='ce55b893a406ef4a3dc86f9a243fd5a60989b40e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_b988d', referencing='REFERENCING NEW TABLE AS new_values ', table='documents_unansweredevent', when='AFTER')),
            ),
        ]),
    ]
