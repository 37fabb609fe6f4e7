"""What a statement says of itself, its source, that it is still true, and what is contested of it."""

import befriend.people.models.statements
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_statements'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrating.Tables([
            migrations.CreateModel(
                name='Confirmation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('how_known', models.CharField(choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], max_length=8)),
                    ('by', models.CharField(max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='ConfirmationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('day', models.DateField()),
                    ('how_known', models.CharField(choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], max_length=8)),
                    ('by', models.CharField(max_length=40)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Contest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('way', models.CharField(choices=[('page', 'Page'), ('paper', 'Paper'), ('spoken', 'Spoken')], max_length=6)),
                    ('words', models.TextField()),
                    ('said_for_them_by', models.CharField(blank=True, max_length=120)),
                    ('received_on', models.DateField()),
                    ('receipt_by', models.CharField(max_length=40)),
                    ('answer_by', models.DateField()),
                    ('reviewer', models.CharField(blank=True, max_length=40)),
                    ('decision', models.CharField(blank=True, choices=[('stands', 'Stands'), ('corrected', 'Corrected'), ('removed', 'Removed')], max_length=9)),
                    ('reasons', models.TextField(blank=True)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                ],
            ),
            migrations.CreateModel(
                name='ContestEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('ref', models.UUIDField(default=uuid.uuid4)),
                    ('way', models.CharField(choices=[('page', 'Page'), ('paper', 'Paper'), ('spoken', 'Spoken')], max_length=6)),
                    ('words', models.TextField()),
                    ('said_for_them_by', models.CharField(blank=True, max_length=120)),
                    ('received_on', models.DateField()),
                    ('receipt_by', models.CharField(max_length=40)),
                    ('answer_by', models.DateField()),
                    ('reviewer', models.CharField(blank=True, max_length=40)),
                    ('decision', models.CharField(blank=True, choices=[('stands', 'Stands'), ('corrected', 'Corrected'), ('removed', 'Removed')], max_length=9)),
                    ('reasons', models.TextField(blank=True)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner'), ('family', 'Family'), ('victim', 'Victim'), ('third_party', 'Third Party'), ('agency', 'Agency'), ('court', 'Court'), ('police', 'Police')], max_length=12)),
                    ('words', models.TextField(blank=True)),
                    ('gist', models.TextField(blank=True)),
                    ('shown', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('decided_by', models.CharField(blank=True, max_length=40)),
                ],
            ),
            migrations.CreateModel(
                name='SourceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('person', 'Person'), ('practitioner', 'Practitioner'), ('family', 'Family'), ('victim', 'Victim'), ('third_party', 'Third Party'), ('agency', 'Agency'), ('court', 'Court'), ('police', 'Police')], max_length=12)),
                    ('words', models.TextField(blank=True)),
                    ('gist', models.TextField(blank=True)),
                    ('shown', models.CharField(choices=[('shown', 'Shown'), ('gist', 'Gist'), ('withheld', 'Withheld')], max_length=8)),
                    ('decided_by', models.CharField(blank=True, max_length=40)),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        migrations.RemoveConstraint(
            model_name='statement',
            name='a_fact_is_stated_once_a_day',
        ),
        migrations.RemoveConstraint(
            model_name='statement',
            name='a_fact_is_known_no_earlier_than_it_is_observed',
        ),
        migrating.Tables([
            migrations.AddField(
                model_name='statement',
                name='awaits',
                field=models.CharField(blank=True, db_default='', default='', max_length=40),
            ),
            migrations.AddField(
                model_name='statement',
                name='evidence',
                field=models.CharField(blank=True, choices=[('self_report', 'Self Report'), ('allegation', 'Allegation'), ('charge', 'Charge'), ('conviction', 'Conviction'), ('acquittal', 'Acquittal')], db_default='', default='', max_length=11),
            ),
            migrations.AddField(
                model_name='statement',
                name='how_known',
                field=models.CharField(choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], db_default='unknown', default='unknown', max_length=8),
            ),
            migrations.AddField(
                model_name='statement',
                name='recorded_at',
                field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
            ),
            migrations.AddField(
                model_name='statement',
                name='recorded_by',
                field=models.CharField(blank=True, db_default='', default='', max_length=40),
            ),
            migrations.AddField(
                model_name='statement',
                name='ref',
                field=models.UUIDField(db_default=models.Func(function='gen_random_uuid'), default=uuid.uuid4, unique=True),
            ),
            migrations.AddField(
                model_name='statement',
                name='replaces',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='people.statement'),
            ),
            migrations.AddField(
                model_name='statement',
                name='stood_until',
                field=models.DateField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='awaits',
                field=models.CharField(blank=True, db_default='', default='', max_length=40),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='evidence',
                field=models.CharField(blank=True, choices=[('self_report', 'Self Report'), ('allegation', 'Allegation'), ('charge', 'Charge'), ('conviction', 'Conviction'), ('acquittal', 'Acquittal')], db_default='', default='', max_length=11),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='how_known',
                field=models.CharField(choices=[('told', 'Told'), ('seen', 'Seen'), ('document', 'Document'), ('agency', 'Agency'), ('carried', 'Carried'), ('unknown', 'Unknown')], db_default='unknown', default='unknown', max_length=8),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='recorded_at',
                field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='recorded_by',
                field=models.CharField(blank=True, db_default='', default='', max_length=40),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='ref',
                field=models.UUIDField(db_default=models.Func(function='gen_random_uuid'), default=uuid.uuid4),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='replaces',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement'),
            ),
            migrations.AddField(
                model_name='statementevent',
                name='stood_until',
                field=models.DateField(blank=True, null=True),
            ),
        ]),
        migrations.AlterField(
            model_name='statement',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='people.person'),
        ),
        migrating.Tables([
            migrations.AddField(
                model_name='confirmation',
                name='statement',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='people.statement'),
            ),
            migrations.AddField(
                model_name='confirmationevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='confirmationevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.confirmation'),
            ),
            migrations.AddField(
                model_name='confirmationevent',
                name='statement',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement'),
            ),
            migrations.AddField(
                model_name='contest',
                name='correction',
                field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrects', to='people.statement'),
            ),
            migrations.AddField(
                model_name='contest',
                name='statement',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contests', to='people.statement'),
            ),
            migrations.AddField(
                model_name='contestevent',
                name='correction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement'),
            ),
            migrations.AddField(
                model_name='contestevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='contestevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.contest'),
            ),
            migrations.AddField(
                model_name='contestevent',
                name='statement',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement'),
            ),
            migrations.AddField(
                model_name='source',
                name='statement',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='source', to='people.statement'),
            ),
            migrations.AddField(
                model_name='sourceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='sourceevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.source'),
            ),
            migrations.AddField(
                model_name='sourceevent',
                name='statement',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.statement'),
            ),
            migrations.AddIndex(
                model_name='statement',
                index=models.Index(fields=['person', 'key'], name='statements_of_a_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT new_values."awaits", new_values."evidence", new_values."how_known", new_values."id", new_values."key", new_values."known_from", new_values."observed_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by", new_values."ref", new_values."replaces_id", new_values."stood_until", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c46c1c9f14e6fd6b17020e7ff8d93a9e0876c155', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee6a6', referencing='REFERENCING NEW TABLE AS new_values ', table='people_fact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT new_values."awaits", new_values."evidence", new_values."how_known", new_values."id", new_values."key", new_values."known_from", new_values."observed_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by", new_values."ref", new_values."replaces_id", new_values."stood_until", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3bff004dd3f27870953caf525a7b315728e3fff3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fb2d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_fact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='statement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT old_values."awaits", old_values."evidence", old_values."how_known", old_values."id", old_values."key", old_values."known_from", old_values."observed_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."ref", old_values."replaces_id", old_values."stood_until", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4bf74dace689d940981c322ca41cc35feff1e6b9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_11a42', referencing='REFERENCING OLD TABLE AS old_values ', table='people_fact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='statementevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='07bd416698d239ea869da339e45fcf98ea02f707', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_62fc3', referencing='REFERENCING NEW TABLE AS new_values ', table='people_factevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='statement',
                constraint=models.UniqueConstraint(models.F('person'), models.F('key'), models.F('observed_on'), models.F('known_from'), befriend.people.models.statements.MD5('value'), name='a_statement_is_made_once_a_day'),
            ),
            migrations.AddConstraint(
                model_name='statement',
                constraint=models.CheckConstraint(condition=models.Q(('known_from__gte', models.F('observed_on'))), name='a_statement_is_known_no_earlier_than_observed'),
            ),
            migrations.AddConstraint(
                model_name='statement',
                constraint=models.CheckConstraint(condition=models.Q(('stood_until__isnull', True), ('stood_until__gte', models.F('known_from')), _connector='OR'), name='a_statement_stands_from_when_it_is_known'),
            ),
            migrations.AddConstraint(
                model_name='confirmation',
                constraint=models.UniqueConstraint(fields=('statement', 'day'), name='a_statement_is_confirmed_once_a_day'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='confirmation',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_confirmationevent" ("by", "day", "how_known", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."by", new_values."day", new_values."how_known", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e29c75992eec527d3b7f34391127927d2dc4f0d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e12ed', referencing='REFERENCING NEW TABLE AS new_values ', table='people_confirmation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='confirmation',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_confirmationevent" ("by", "day", "how_known", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."by", new_values."day", new_values."how_known", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='dab318cc12c387544f42d45313e433c06cd1a451', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_60d93', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_confirmation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='confirmation',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_confirmationevent" ("by", "day", "how_known", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT old_values."by", old_values."day", old_values."how_known", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5c5ffcf3e885cefd3e510387f36af06242dc4e5d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5bb79', referencing='REFERENCING OLD TABLE AS old_values ', table='people_confirmation', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='confirmationevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='bba6ad83b4b90fb49e413858f55bfaf439346edd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_eb53d', referencing='REFERENCING NEW TABLE AS new_values ', table='people_confirmationevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='contest',
                constraint=models.UniqueConstraint(condition=models.Q(('decided_on__isnull', True)), fields=('statement',), name='a_statement_is_contested_once_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='contest',
                constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_contest_says_what_is_not_right'),
            ),
            migrations.AddConstraint(
                model_name='contest',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('decision', '')), models.Q(('decided_on__isnull', False), models.Q(('decision', ''), _negated=True), models.Q(('reasons', ''), _negated=True), models.Q(('reviewer', ''), _negated=True)), _connector='OR'), name='a_contest_is_decided_with_reasons_by_somebody'),
            ),
            migrations.AddConstraint(
                model_name='contest',
                constraint=models.CheckConstraint(condition=models.Q(('correction__isnull', True), ('decision', 'corrected'), _connector='OR'), name='a_correction_comes_of_a_contest_that_was_upheld'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contest',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contestevent" ("answer_by", "correction_id", "decided_on", "decision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "receipt_by", "received_on", "ref", "reviewer", "said_for_them_by", "statement_id", "way", "words") SELECT new_values."answer_by", new_values."correction_id", new_values."decided_on", new_values."decision", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasons", new_values."receipt_by", new_values."received_on", new_values."ref", new_values."reviewer", new_values."said_for_them_by", new_values."statement_id", new_values."way", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1c2395894830c9b229fe58d873a679000afd8a07', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c382b', referencing='REFERENCING NEW TABLE AS new_values ', table='people_contest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contest',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contestevent" ("answer_by", "correction_id", "decided_on", "decision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "receipt_by", "received_on", "ref", "reviewer", "said_for_them_by", "statement_id", "way", "words") SELECT new_values."answer_by", new_values."correction_id", new_values."decided_on", new_values."decision", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasons", new_values."receipt_by", new_values."received_on", new_values."ref", new_values."reviewer", new_values."said_for_them_by", new_values."statement_id", new_values."way", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cdcf539ea220c5674301143fe078b3076b51e780', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c2c27', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_contest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contest',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contestevent" ("answer_by", "correction_id", "decided_on", "decision", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "receipt_by", "received_on", "ref", "reviewer", "said_for_them_by", "statement_id", "way", "words") SELECT old_values."answer_by", old_values."correction_id", old_values."decided_on", old_values."decision", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasons", old_values."receipt_by", old_values."received_on", old_values."ref", old_values."reviewer", old_values."said_for_them_by", old_values."statement_id", old_values."way", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0be614c11e48136abbc55368270a2b44dce6300d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4f102', referencing='REFERENCING OLD TABLE AS old_values ', table='people_contest', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contestevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='a6899c644a13b38294a7b2d690df70748d801cae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_3d21c', referencing='REFERENCING NEW TABLE AS new_values ', table='people_contestevent', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='source',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('shown', 'gist'), _negated=True), models.Q(('gist', ''), _negated=True), _connector='OR'), name='a_source_told_in_gist_has_a_gist'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_sourceevent" ("decided_by", "gist", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown", "statement_id", "words") SELECT new_values."decided_by", new_values."gist", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."shown", new_values."statement_id", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2cc5d754083322c4cc8ddf3d0d834f24e4c3e4e8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0fd65', referencing='REFERENCING NEW TABLE AS new_values ', table='people_source', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_sourceevent" ("decided_by", "gist", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown", "statement_id", "words") SELECT new_values."decided_by", new_values."gist", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."shown", new_values."statement_id", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5eed19997d4606d7bb06907dc8914a139a3c8b47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a8ea9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_source', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='source',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_sourceevent" ("decided_by", "gist", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown", "statement_id", "words") SELECT old_values."decided_by", old_values."gist", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."shown", old_values."statement_id", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='31390b2b4d6251e16880e28ffdff2d37157d920d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e5daf', referencing='REFERENCING OLD TABLE AS old_values ', table='people_source', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sourceevent',
                trigger=pgtrigger.compiler.Trigger(name='noted', sql=pgtrigger.compiler.UpsertTriggerSql(execute='befriend_note_change()', func='RETURN NULL;', hash='fd03fc310eea9dd9ff71559261dbcea2df392341', level='STATEMENT', operation='INSERT', pgid='pgtrigger_noted_ab30e', referencing='REFERENCING NEW TABLE AS new_values ', table='people_sourceevent', when='AFTER')),
            ),
        ]),
    ]
