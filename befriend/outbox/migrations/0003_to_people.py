"""A message may go to a person, by a detail of theirs, as a text message too; and it may be withdrawn."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from befriend import migrating


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0002_the_floor'),
        ('people', '0011_contact_details'),
        ('workforce', '0005_reasons_are_read_by_who_decides'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrating.Tables([
            migrations.RemoveConstraint(
                model_name='message',
                name='a_message_goes_to_one',
            ),
            migrations.AddField(
                model_name='message',
                name='detail',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='people.contactdetail'),
            ),
            migrations.AlterField(
                model_name='message',
                name='channel',
                field=models.CharField(choices=[('email', 'Email'), ('sms', 'Sms')], default='email', max_length=10),
            ),
            migrations.AlterField(
                model_name='message',
                name='state',
                field=models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('given_up', 'Given Up'), ('uncertain', 'Uncertain'), ('told', 'Told'), ('withdrawn', 'Withdrawn')], default='waiting', max_length=10),
            ),
            migrations.AlterField(
                model_name='message',
                name='last_problem',
                field=models.CharField(blank=True, choices=[('no_address', 'No Address'), ('nobody_holds', 'Nobody Holds'), ('unusable_address', 'Unusable Address'), ('refused', 'Refused'), ('not_now', 'Not Now'), ('sender_refused', 'Sender Refused'), ('login_refused', 'Login Refused'), ('unreachable', 'Unreachable'), ('timed_out', 'Timed Out'), ('not_set_up', 'Not Set Up'), ('worker_ended', 'Worker Ended'), ('too_late', 'Too Late')], max_length=20),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('detail__isnull', True), ('office__isnull', True), ('practitioner__isnull', False), ('user__isnull', True)), models.Q(('detail__isnull', True), ('office__isnull', False), ('practitioner__isnull', True), ('user__isnull', True)), models.Q(('detail__isnull', True), ('office__isnull', True), ('practitioner__isnull', True), ('user__isnull', False)), models.Q(('detail__isnull', False), ('office__isnull', True), ('practitioner__isnull', True), ('user__isnull', True)), _connector='OR'), name='a_message_goes_to_one'),
            ),
        ]),
    ]
