"""Whoever accepted what was typed for them is kept, and does not decide whether it is right."""

from importlib import import_module

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from befriend import floor

# As in 0009, and whoever accepted it has as much part in it as whoever wrote it down.
INDEPENDENT = """
CREATE OR REPLACE FUNCTION befriend_reviewer_is_independent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    whom bigint;
    writer text;
    accepted text;
    reviewing bigint;
BEGIN
    SELECT s.person_id, s.recorded_by, s.accepted_by INTO whom, writer, accepted
    FROM public.people_fact s WHERE s.id = NEW.statement_id;
    SELECT p.id INTO reviewing FROM public.workforce_practitioner p WHERE p.ref = NEW.reviewer;
    IF NEW.reviewer IN (writer, accepted) OR public.befriend_is_with(reviewing, whom, NEW.decided_on) THEN
        RAISE EXCEPTION 'whoever decides about a statement is independent of it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_reviewer_works_with_nobody_they_decide_about';
    END IF;
    RETURN NEW;
END $$
"""
SIGNATURE = "befriend_reviewer_is_independent()"
BEFORE = import_module("befriend.people.migrations.0009_reviewers_are_independent").INDEPENDENT.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_said_again'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='statement',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='statement',
            name='accepted_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='statementevent',
            name='accepted_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("accepted_by", "awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT new_values."accepted_by", new_values."awaits", new_values."evidence", new_values."how_known", new_values."id", new_values."key", new_values."known_from", new_values."observed_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by", new_values."ref", new_values."replaces_id", new_values."stood_until", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='32646d33ea2ba1970d5d2f9b5f745a9f4d74ff4e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ee6a6', referencing='REFERENCING NEW TABLE AS new_values ', table='people_fact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("accepted_by", "awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT new_values."accepted_by", new_values."awaits", new_values."evidence", new_values."how_known", new_values."id", new_values."key", new_values."known_from", new_values."observed_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by", new_values."ref", new_values."replaces_id", new_values."stood_until", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4f10885b1e97e496014b36613237ab366322eed5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fb2d9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_fact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='statement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_factevent" ("accepted_by", "awaits", "evidence", "how_known", "id", "key", "known_from", "observed_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "ref", "replaces_id", "stood_until", "value") SELECT old_values."accepted_by", old_values."awaits", old_values."evidence", old_values."how_known", old_values."id", old_values."key", old_values."known_from", old_values."observed_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by", old_values."ref", old_values."replaces_id", old_values."stood_until", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b55f072196ed8490419d83ee6c80e33d188df6c6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_11a42', referencing='REFERENCING OLD TABLE AS old_values ', table='people_fact', when='AFTER')),
        ),
        migrations.RunSQL([INDEPENDENT, *floor.counting(SIGNATURE)], BEFORE),
    ]
