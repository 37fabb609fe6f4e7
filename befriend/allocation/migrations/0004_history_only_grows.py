"""The histories of what holds nobody are only added to as well: made after the roles had their rights."""

from django.db import migrations

from befriend import floor

OF_STAFF = ("capacitynotice", "dutyrota", "exceedorder", "inheritedoverload", "plan", "stoplistentry")


class Migration(migrations.Migration):
    dependencies = [("allocation", "0003_changes_are_noted")]

    operations = [floor.append_only(f"allocation_{table}event") for table in OF_STAFF]
