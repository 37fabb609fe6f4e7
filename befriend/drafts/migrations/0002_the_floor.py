"""Each user's drafts are shown to that user alone."""

from django.db import migrations

from befriend import floor


class Migration(migrations.Migration):

    dependencies = [("drafts", "0001_initial")]

    operations = [floor.own_rows("drafts_draft")]
