import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PeriodicRun',
            fields=[
                ('holder', models.CharField(blank=True, editable=False, max_length=64)),
                ('held_until', models.DateTimeField(editable=False, null=True)),
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('next_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('holder', models.CharField(blank=True, editable=False, max_length=64)),
                ('held_until', models.DateTimeField(editable=False, null=True)),
                ('result', models.UUIDField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('host', models.CharField(blank=True, max_length=255, unique=True)),
                ('spent_until', models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(blank=True, editable=False, max_length=64)),
                ('held_until', models.DateTimeField(editable=False, null=True)),
                ('key', models.CharField(max_length=200, verbose_name='key')),
                ('message_id', models.CharField(max_length=200, unique=True, verbose_name='Message-ID')),
                ('recipient', models.CharField(max_length=320, verbose_name='recipient')),
                ('host', models.CharField(max_length=255, verbose_name='host')),
                ('subject', models.CharField(blank=True, max_length=1000, verbose_name='subject')),
                ('content', models.BinaryField(verbose_name='content')),
                ('carries_secret', models.BooleanField(default=False, verbose_name='carries a secret')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Being sent'), ('sent', 'Sent'), ('bounced', 'Bounced'), ('given_up', 'Failed'), ('refused', 'Not sent'), ('kept', 'Demonstration only')], default='waiting', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('next_at', models.DateTimeField(verbose_name='next attempt')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('created_at', models.DateTimeField(verbose_name='created')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'sending'))), fields=['next_at'], name='mail_due'), models.Index(fields=['state', 'settled_at'], name='mail_settled')],
                'constraints': [models.UniqueConstraint(fields=('key', 'recipient'), name='mail_once_a_key_and_recipient', violation_error_message='This mail has been written to this recipient already.'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'sent', 'bounced', 'given_up', 'refused', 'kept'])), name='mail_state_is_known', violation_error_message='A mail is waiting, being sent, sent, bounced, failed, not sent or kept for a demonstration.'), models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('message_id', ''), _negated=True), models.Q(('recipient', ''), _negated=True), models.Q(('host', ''), _negated=True)), name='mail_is_addressed', violation_error_message='A mail has a key, a Message-ID and a recipient.'), models.CheckConstraint(condition=models.Q(('state', 'sending'), ('holder', ''), _connector='XOR'), name='mail_being_sent_is_claimed', violation_error_message='A mail that is being sent, and no other, is claimed by a worker.'), models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'sending')), ('settled_at__isnull', False), _connector='XOR'), name='mail_settled_has_moment', violation_error_message='A mail that is settled, and no other, says since when.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('waiting', 'sending')), _negated=True), models.Q(('content', b''), _negated=True), _connector='OR'), name='mail_to_send_has_content', violation_error_message='A mail that is still to be sent has its content.')],
            },
        ),
        migrations.CreateModel(
            name='Undeliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=320, unique=True, verbose_name='address')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'undeliverable address',
                'verbose_name_plural': 'undeliverable addresses',
                'ordering': ['-since', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('address', ''), _negated=True), name='undeliverable_has_address', violation_error_message='Say which address takes no mail.')],
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_repr', models.TextField(verbose_name='object representation')),
                ('changes', models.JSONField(null=True, verbose_name='change message')),
                ('cid', models.CharField(blank=True, db_index=True, max_length=255, null=True, verbose_name='Correlation ID')),
                ('timestamp', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='timestamp')),
                ('object_pk', models.CharField(max_length=255)),
                ('action', models.PositiveSmallIntegerField(choices=[(0, 'create'), (1, 'update'), (2, 'delete'), (3, 'access')])),
                ('token', models.CharField(blank=True, max_length=100)),
                ('event_key', models.BigIntegerField(null=True)),
                ('programme_key', models.BigIntegerField(null=True)),
                ('person_key', models.BigIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('actor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype', verbose_name='content type')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ['-timestamp', '-pk'],
                'indexes': [models.Index(fields=['event_key', 'timestamp'], name='audit_of_event'), models.Index(fields=['programme_key', 'timestamp'], name='audit_of_programme'), models.Index(fields=['person_key', 'timestamp'], name='audit_of_person'), models.Index(fields=['content_type', 'object_pk'], name='audit_of_object')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('task', models.CharField(max_length=200)),
                ('arguments', models.JSONField(blank=True, default=list)),
                ('result', models.CharField(blank=True, db_index=True, max_length=64)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0, verbose_name='done')),
                ('total', models.PositiveIntegerField(blank=True, null=True, verbose_name='total')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('failure', models.TextField(blank=True, verbose_name='why it failed')),
                ('error', models.CharField(blank=True, max_length=200, verbose_name='error')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='requested')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='begun')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to=settings.AUTH_USER_MODEL, verbose_name='requested by')),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'ordering': ['-created_at', 'pk'],
                'indexes': [models.Index(fields=['-created_at', 'id'], name='job_newest_first'), models.Index(fields=['asked_by', '-created_at'], name='job_of_whoever_asked')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='job_has_title', violation_error_message='A job needs a title.'), models.CheckConstraint(condition=models.Q(('failure', ''), ('finished_at__isnull', False), _connector='OR'), name='job_that_failed_has_ended', violation_error_message='A job that failed has ended.'), models.CheckConstraint(condition=models.Q(('total__isnull', True), ('done__lte', models.F('total')), _connector='OR'), name='job_done_within_total', violation_error_message='No more can be done than there is.')],
            },
        ),
        migrations.CreateModel(
            name='KeyedRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(blank=True, editable=False, max_length=64)),
                ('held_until', models.DateTimeField(editable=False, null=True)),
                ('token', models.PositiveBigIntegerField()),
                ('key', models.CharField(max_length=255)),
                ('fingerprint', models.CharField(help_text='SHA-256 of method, address and body.', max_length=64)),
                ('created_at', models.DateTimeField(db_index=True)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.TextField(blank=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request with a key',
                'verbose_name_plural': 'requests with a key',
                'constraints': [models.UniqueConstraint(fields=('token', 'key'), name='request_key_once_per_token')],
            },
        ),
    ]
