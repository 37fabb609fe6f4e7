"""The policies of cases: each leads to one person."""

from django.db import migrations

from befriend import floor

OF_CASE = f"{floor.SERVICE} OR EXISTS (SELECT FROM sentences_case k WHERE k.id = case_id)"


class Migration(migrations.Migration):
    dependencies = [("sentences", "0001_initial"), ("people", "0002_the_floor")]

    operations = [
        floor.policy("sentences_case", "person_id"),
        floor.history("sentences_caseevent", "person_id"),
        floor.rows("sentences_casestate", OF_CASE),
        floor.history_rows("sentences_casestateevent", OF_CASE),
        floor.rows("sentences_report", OF_CASE),
        floor.history_rows("sentences_reportevent", OF_CASE),
    ]
