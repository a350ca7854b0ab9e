import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import tours.models.fields
import tours.uploads
import tours.vocabulary
import tours.zones
import uuid
from django.conf import settings
from django.db import migrations, models

from tours.editions import guard


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('study_tour', 'Study tour'), ('conference', 'Conference'), ('dialogue', 'City-to-City dialogue'), ('workshop', 'Workshop'), ('course', 'Course')], max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=200, validators=[tours.models.fields.validate_visible], verbose_name='title')),
                ('slug', models.SlugField(help_text="The page's address. It should not change once published.", max_length=90, unique=True, verbose_name='name in web addresses')),
                ('summary', models.TextField(blank=True, help_text='Two or three sentences.', verbose_name='summary')),
                ('language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('starts', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='first day')),
                ('ends', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='last day')),
                ('zone', models.CharField(help_text='Such as Asia/Seoul.', max_length=64, validators=[tours.zones.validate_zone], verbose_name='time zone')),
                ('organised', models.BooleanField(default=True, help_text="Leave unticked if the programme takes part in an event of others.", verbose_name='organised by the programme')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions of participation')),
                ('url', tours.models.fields.WebAddressField(blank=True, verbose_name="the event's own site")),
                ('access', models.CharField(choices=[('public', 'Public'), ('participants', 'Participants only')], default=tours.vocabulary.Access['PUBLIC'], help_text='Until participants have their own links, only staff can see an event that is for participants only.', max_length=20, verbose_name='access')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled')], default=tours.vocabulary.EventState['PLANNED'], max_length=20, verbose_name='state')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-starts', 'title'],
            },
        ),
        migrations.CreateModel(
            name='LastChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('starts', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='first day')),
                ('ends', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='last day')),
                ('aim', models.TextField(blank=True, verbose_name='aim')),
            ],
            options={
                'verbose_name': 'phase',
                'verbose_name_plural': 'phases',
                'ordering': ['starts'],
            },
        ),
        migrations.CreateModel(
            name='PublishedCity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(db_index=True, max_length=90)),
                ('name', models.TextField()),
                ('names', models.JSONField(default=list)),
                ('country_code', models.CharField(db_index=True, max_length=2)),
                ('country_name', models.TextField(default='')),
                ('country_footnote', models.TextField(default='')),
                ('takes_part', models.BooleanField(default=True)),
                ('is_host', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PublishedDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_uid', models.CharField(max_length=36)),
                ('title', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('file_name', models.TextField()),
                ('media_type', models.TextField()),
                ('size', models.PositiveBigIntegerField()),
                ('language', models.CharField(max_length=3)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(max_length=36)),
                ('kind', models.CharField(choices=[('session', 'Session'), ('keynote', 'Keynote'), ('site_visit', 'Site visit'), ('meeting', 'Meeting'), ('transfer', 'Transfer'), ('meal', 'Meal'), ('break', 'Break'), ('registration', 'Registration'), ('social', 'Social programme'), ('free_time', 'Free time'), ('event', 'Event')], max_length=20)),
                ('title', models.TextField()),
                ('day', models.DateField()),
                ('starts_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('status', models.CharField(choices=[('confirmed', 'Confirmed'), ('tentative', 'To be confirmed'), ('cancelled', 'Cancelled')], max_length=20)),
                ('track', models.TextField(default='')),
                ('place', models.TextField(default='')),
            ],
            options={
                'ordering': ['day', 'starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'Host'), ('organiser', 'Organiser'), ('supporter', 'Supporter'), ('funder', 'Funder'), ('partner', 'Partner'), ('counterpart', 'Counterpart')], max_length=20)),
                ('name', models.TextField()),
                ('short_name', models.TextField()),
                ('country_code', models.CharField(max_length=2)),
                ('url', models.TextField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(db_index=True, max_length=90)),
                ('name', models.TextField()),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Country',
            fields=[
                ('code', models.CharField(help_text='ISO 3166, or XK.', max_length=2, primary_key=True, serialize=False, validators=[django.core.validators.MinLengthValidator(2)], verbose_name='code')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name today')),
            ],
            options={
                'verbose_name': 'country',
                'verbose_name_plural': 'countries',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code', django.db.models.functions.text.Upper('code'))), name='country_code_in_capitals', violation_error_message="Write the country's code in two capital letters, such as HR.")],
            },
        ),
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As written in English, with its diacritics.', max_length=100, verbose_name='name')),
                ('slug', models.SlugField(max_length=90, unique=True, verbose_name='name in web addresses')),
                ('zone', models.CharField(help_text='Such as Europe/Belgrade.', max_length=64, validators=[tours.zones.validate_zone], verbose_name='time zone')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cities', to='tours.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'city',
                'verbose_name_plural': 'cities',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CountryName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('since', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='since')),
                ('until', models.DateField(help_text='The last day of this name.', validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='until')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='tours.country')),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['until'],
            },
        ),
        migrations.CreateModel(
            name='PublishedEvent',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='published', serialize=False, to='tours.event')),
                ('uid', models.CharField(max_length=36, unique=True)),
                ('slug', models.SlugField(max_length=90, unique=True)),
                ('kind', models.CharField(choices=[('study_tour', 'Study tour'), ('conference', 'Conference'), ('dialogue', 'City-to-City dialogue'), ('workshop', 'Workshop'), ('course', 'Course')], max_length=20)),
                ('title', models.TextField()),
                ('summary', models.TextField()),
                ('starts', models.DateField(db_index=True)),
                ('ends', models.DateField(db_index=True)),
                ('zone', models.CharField(max_length=64)),
                ('host_city_slug', models.CharField(max_length=90)),
                ('host_city_name', models.TextField()),
                ('country_code', models.CharField(max_length=2)),
                ('country_name', models.TextField()),
                ('country_footnote', models.TextField()),
                ('access', models.CharField(choices=[('public', 'Public'), ('participants', 'Participants only')], max_length=20)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('sequence', models.PositiveIntegerField()),
                ('first_published_at', models.DateTimeField()),
                ('entry_changed_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-starts', 'title'],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='host_city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events_hosted', to='tours.city', verbose_name='host city'),
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('note', models.CharField(blank=True, help_text='Tell readers what has changed.', max_length=300, verbose_name='note')),
                ('format', models.PositiveSmallIntegerField(verbose_name='format')),
                ('agenda', models.TextField(verbose_name='agenda')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='withdrawn by')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='tours.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['event', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64)),
                ('file_name', models.CharField(editable=False, max_length=120)),
                ('media_type', models.CharField(editable=False, max_length=100)),
                ('size', models.PositiveBigIntegerField(editable=False)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('level', models.CharField(choices=[('public', 'Everyone'), ('delegates', 'Delegates'), ('staff', 'Staff')], default=tours.vocabulary.Level['PUBLIC'], max_length=10, verbose_name='for whom')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('file', models.FileField(max_length=300, storage=tours.uploads.DigestStorage(), upload_to=tours.uploads.stored_path, verbose_name='file')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='tours.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='responsible for')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, help_text='With the country code: +82 …', max_length=40, verbose_name='telephone')),
                ('level', models.CharField(choices=[('public', 'Everyone'), ('delegates', 'Delegates'), ('staff', 'Staff')], default=tours.vocabulary.Level['DELEGATES'], max_length=10, verbose_name='for whom')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='tours.event')),
            ],
            options={
                'verbose_name': 'contact',
                'verbose_name_plural': 'contacts',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=90, unique=True)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='tours.event')),
            ],
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='tours.event')),
            ],
            options={
                'verbose_name': 'group',
                'verbose_name_plural': 'groups',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('session', 'Session'), ('keynote', 'Keynote'), ('site_visit', 'Site visit'), ('meeting', 'Meeting'), ('transfer', 'Transfer'), ('meal', 'Meal'), ('break', 'Break'), ('registration', 'Registration'), ('social', 'Social programme'), ('free_time', 'Free time')], default=tours.vocabulary.ItemKind['SESSION'], max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=200, validators=[tours.models.fields.validate_visible], verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('day', models.DateField(validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='day')),
                ('start', models.TimeField(blank=True, help_text='Leave empty for an item without a clock time.', null=True, verbose_name='start time')),
                ('end', models.TimeField(blank=True, null=True, verbose_name='end time')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='ends on another day')),
                ('end_zone', models.CharField(blank=True, help_text='For a flight.', max_length=64, validators=[tours.zones.validate_zone], verbose_name='ends in another time zone')),
                ('status', models.CharField(choices=[('confirmed', 'Confirmed'), ('tentative', 'To be confirmed'), ('cancelled', 'Cancelled')], default=tours.vocabulary.Status['CONFIRMED'], max_length=20, verbose_name='status')),
                ('level', models.CharField(choices=[('public', 'Everyone'), ('delegates', 'Delegates'), ('staff', 'Staff')], default=tours.vocabulary.Level['PUBLIC'], max_length=10, verbose_name='for whom')),
                ('room', models.CharField(blank=True, max_length=100, verbose_name='room')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Among items that begin at the same time.', verbose_name='position')),
                ('language', models.CharField(blank=True, max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('report', models.TextField(blank=True, help_text='What was said or found there, in full sentences.', verbose_name='report')),
                ('staff_note', models.TextField(blank=True, verbose_name='note for staff')),
                ('external_id', models.CharField(blank=True, help_text='What the item is called in the system that it comes from.', max_length=100, verbose_name='external id')),
                ('documents', models.ManyToManyField(blank=True, related_name='items', to='tours.document', verbose_name='documents')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='tours.event', verbose_name='event')),
                ('groups', models.ManyToManyField(blank=True, help_text='Shows an item for delegates only to these groups.', related_name='items', to='tours.group', verbose_name='groups')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ['day', models.OrderBy(models.F('start'), nulls_first=True), 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ItemLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('label', models.CharField(max_length=120, verbose_name='label')),
                ('url', tours.models.fields.WebAddressField(max_length=500, verbose_name='web address')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='tours.agendaitem')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='short name')),
                ('url', tours.models.fields.WebAddressField(blank=True, verbose_name='web address')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='tours.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='EventOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('role', models.CharField(choices=[('host', 'Host'), ('organiser', 'Organiser'), ('supporter', 'Supporter'), ('funder', 'Funder'), ('partner', 'Partner'), ('counterpart', 'Counterpart')], max_length=20, verbose_name='role')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='tours.event')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tours.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'organisation with a role',
                'verbose_name_plural': 'organisations with a role',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('script', models.CharField(default='Latn', max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z][a-z]{3}$', 'Write the script as its ISO 15924 code, such as Latn, Cyrl or Hang.')], verbose_name='script')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='tours.organisation')),
            ],
            options={
                'verbose_name': 'name in another script',
                'verbose_name_plural': 'names in other scripts',
                'ordering': ['language', 'script'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParticipatingCity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('seats', models.PositiveSmallIntegerField(default=1, verbose_name='seats')),
                ('taken', models.PositiveSmallIntegerField(default=0, help_text='How many of the seats have a delegate.', verbose_name='taken')),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='tours.city', verbose_name='city')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participating_cities', to='tours.event')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='tours.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'participating city',
                'verbose_name_plural': 'participating cities',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('display_name', models.CharField(help_text='Exactly as it is to be printed.', max_length=200, verbose_name='name')),
                ('title', models.CharField(blank=True, help_text='Such as Dr or Prof.', max_length=40, verbose_name='title')),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                ('city', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='tours.city', verbose_name='city')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='tours.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['display_name'],
            },
        ),
        migrations.CreateModel(
            name='ItemPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('role', models.CharField(choices=[('moderator', 'Moderator'), ('speaker', 'Speaker'), ('discussant', 'Discussant'), ('rapporteur', 'Rapporteur'), ('presenter', 'Presenter')], max_length=20, verbose_name='role')),
                ('confirmed', models.BooleanField(default=True, verbose_name='confirmed')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='tours.agendaitem')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='tours.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'part',
                'verbose_name_plural': 'parts',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('script', models.CharField(default='Latn', max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z][a-z]{3}$', 'Write the script as its ISO 15924 code, such as Latn, Cyrl or Hang.')], verbose_name='script')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='tours.person')),
            ],
            options={
                'verbose_name': 'name in another script',
                'verbose_name_plural': 'names in other scripts',
                'ordering': ['language', 'script'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PhaseComponent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='tours.phasecomponent')),
                ('phase', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='components', to='tours.phase')),
            ],
            options={
                'verbose_name': 'component',
                'verbose_name_plural': 'components',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, editable=False, max_length=64)),
                ('file_name', models.CharField(editable=False, max_length=120)),
                ('media_type', models.CharField(editable=False, max_length=100)),
                ('size', models.PositiveBigIntegerField(editable=False)),
                ('alternative', models.CharField(help_text='For people who cannot see the picture.', max_length=200, verbose_name='what it shows')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='credit')),
                ('width', models.PositiveIntegerField(editable=False)),
                ('height', models.PositiveIntegerField(editable=False)),
                ('file', models.ImageField(height_field='height', max_length=300, storage=tours.uploads.DigestStorage(), upload_to=tours.uploads.stored_path, verbose_name='file', width_field='width')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('alternative', ''), _negated=True), name='picture_says_what_it_shows', violation_error_message='Say in words what the picture shows.')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tours.picture', verbose_name='picture'),
        ),
        migrations.CreateModel(
            name='PracticalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('body', models.TextField(help_text='A blank line begins a new paragraph.', verbose_name='text')),
                ('level', models.CharField(choices=[('public', 'Everyone'), ('delegates', 'Delegates'), ('staff', 'Staff')], default=tours.vocabulary.Level['PUBLIC'], max_length=10, verbose_name='for whom')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='practical_notes', to='tours.event')),
            ],
            options={
                'verbose_name': 'practical information',
                'verbose_name_plural': 'practical information',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('short_name', models.CharField(blank=True, max_length=40, verbose_name='short name')),
                ('slug', models.SlugField(max_length=90, unique=True, verbose_name='name in web addresses')),
                ('summary', models.TextField(blank=True, help_text='What the programme is, in two sentences, for the home page.', verbose_name='summary')),
                ('philosophy', models.TextField(blank=True, verbose_name='philosophy')),
                ('is_own', models.BooleanField(default=False, verbose_name="this site's own programme")),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_own', True)), fields=('is_own',), name='one_own_programme', violation_error_message='This site already has a programme of its own.')],
            },
        ),
        migrations.AddField(
            model_name='phase',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='tours.programme'),
        ),
        migrations.AddField(
            model_name='event',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tours.programme', verbose_name='programme'),
        ),
        migrations.AddField(
            model_name='document',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='tours.programme', verbose_name='programme'),
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What it is for, such as: registration form.', max_length=100, verbose_name='name')),
                ('scopes', models.CharField(help_text='Words of tours.vocabulary.Scope, with spaces.', max_length=60, verbose_name='permissions')),
                ('prefix', models.CharField(editable=False, max_length=8, verbose_name='begins with')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='issued')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('last_used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tours.event', verbose_name='event')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tours.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('host', 'Host'), ('organiser', 'Organiser'), ('supporter', 'Supporter'), ('funder', 'Funder'), ('partner', 'Partner'), ('counterpart', 'Counterpart')], max_length=20, verbose_name='role')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='tours.organisation', verbose_name='organisation')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='tours.programme')),
            ],
            options={
                'verbose_name': 'organisation with a role',
                'verbose_name_plural': 'organisations with a role',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(db_index=True, max_length=64)),
                ('city', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='tours.publishedcity')),
                ('item', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='tours.publisheditem')),
            ],
        ),
        migrations.CreateModel(
            name='Purpose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('text', models.CharField(help_text='Begin with a verb: Exchange experience with other countries', max_length=300, verbose_name='purpose')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='purposes', to='tours.event')),
            ],
            options={
                'verbose_name': 'purpose',
                'verbose_name_plural': 'purposes',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('digest_before', models.CharField(max_length=64)),
                ('digest_after', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='tours.edition')),
            ],
            options={
                'verbose_name': 'redaction',
                'verbose_name_plural': 'redactions',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('coordinator', 'Coordinator'), ('editor', 'Editor'), ('registrar', 'Registrar'), ('viewer', 'Viewer')], max_length=20, verbose_name='role')),
                ('granted_at', models.DateTimeField(auto_now_add=True, verbose_name='granted')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='tours.event', verbose_name='event')),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granted by')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='tours.programme', verbose_name='programme')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'role',
                'verbose_name_plural': 'roles',
                'ordering': ['kind', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TargetCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('footnote', models.CharField(blank=True, max_length=300, verbose_name='designation footnote')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tours.country', verbose_name='country')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='target_countries', to='tours.programme')),
            ],
            options={
                'verbose_name': 'target country',
                'verbose_name_plural': 'target countries',
                'ordering': ['country__name'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('slug', models.SlugField(max_length=90, unique=True, verbose_name='name in web addresses')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='tours.programme')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='events', to='tours.theme', verbose_name='themes'),
        ),
        migrations.CreateModel(
            name='Tier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tiers', to='tours.programme')),
            ],
            options={
                'verbose_name': 'tier of learning',
                'verbose_name_plural': 'tiers of learning',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='tier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='tours.tier', verbose_name='tier of learning'),
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tracks', to='tours.event')),
            ],
            options={
                'verbose_name': 'track',
                'verbose_name_plural': 'tracks',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='track',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='tours.track', verbose_name='track'),
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='address')),
                ('local_name', models.CharField(blank=True, max_length=200, verbose_name='name in the local script')),
                ('local_address', models.CharField(blank=True, max_length=300, verbose_name='address in the local script')),
                ('latitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-90), django.core.validators.MaxValueValidator(90)], verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(-180), django.core.validators.MaxValueValidator(180)], verbose_name='longitude')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='tours.city', verbose_name='city')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='venue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='tours.venue', verbose_name='venue'),
        ),
        migrations.CreateModel(
            name='CityName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('script', models.CharField(default='Latn', max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z][a-z]{3}$', 'Write the script as its ISO 15924 code, such as Latn, Cyrl or Hang.')], verbose_name='script')),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='tours.city')),
            ],
            options={
                'verbose_name': 'name in another script',
                'verbose_name_plural': 'names in other scripts',
                'ordering': ['language', 'script'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('city', 'language', 'script'), name='city_name_once_a_language_and_script')],
            },
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.UniqueConstraint(fields=('country', 'name'), name='city_once_in_a_country', violation_error_message='This country already has a city of that name.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='city_has_slug', violation_error_message='A city needs a name in web addresses, such as belgrade.'),
        ),
        migrations.AddConstraint(
            model_name='countryname',
            constraint=models.CheckConstraint(condition=models.Q(('since__isnull', True), ('since__lte', models.F('until')), _connector='OR'), name='country_name_until_not_before_since', violation_error_message='The last day of a name cannot be before its first.'),
        ),
        migrations.AddConstraint(
            model_name='countryname',
            constraint=models.UniqueConstraint(fields=('country', 'until'), name='country_name_once_until_a_day'),
        ),
        migrations.AddField(
            model_name='publishedword',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='tours.publishedevent'),
        ),
        migrations.AddField(
            model_name='publishedtheme',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='tours.publishedevent'),
        ),
        migrations.AddField(
            model_name='publishedorganisation',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisations', to='tours.publishedevent'),
        ),
        migrations.AddField(
            model_name='publisheditem',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='tours.publishedevent'),
        ),
        migrations.AddField(
            model_name='publishedevent',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tours.edition'),
        ),
        migrations.AddField(
            model_name='publisheddocument',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='tours.publishedevent'),
        ),
        migrations.AddField(
            model_name='publishedcity',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cities', to='tours.publishedevent'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('event', 'number'), name='edition_number_once_per_event', violation_error_message='This event already has that version.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_one', violation_error_message='Versions are numbered from one.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='edition_withdrawn_by_someone', violation_error_message='A withdrawn version says when and by whom.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('email', ''), ('phone', ''), _negated=True), name='contact_can_be_reached', violation_error_message='Give an e-mail address or a telephone number.'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('event', 'name'), name='group_once_per_event', violation_error_message='This event already has a group of that name.'),
        ),
        migrations.AddConstraint(
            model_name='eventorganisation',
            constraint=models.UniqueConstraint(fields=('event', 'organisation', 'role'), name='event_organisation_once_in_a_role', violation_error_message='This organisation already has that role at the event.'),
        ),
        migrations.AddConstraint(
            model_name='organisationname',
            constraint=models.UniqueConstraint(fields=('organisation', 'language', 'script'), name='organisation_name_once_a_language_and_script'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('city__isnull', False), ('organisation__isnull', True)), models.Q(('city__isnull', True), ('organisation__isnull', False)), _connector='OR'), name='participation_of_city_or_organisation', violation_error_message='Choose either a city or an organisation.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.CheckConstraint(condition=models.Q(('taken__lte', models.F('seats'))), name='participation_taken_within_seats', violation_error_message='A city cannot have more delegates than seats. Raise its seats first.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.UniqueConstraint(fields=('event', 'city'), name='participating_city_once_per_event', violation_error_message='This city already takes part in the event.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.UniqueConstraint(fields=('event', 'organisation'), name='participating_organisation_once_per_event', violation_error_message='This organisation already takes part in the event.'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('display_name', ''), _negated=True), name='person_has_name', violation_error_message='A person needs a name.'),
        ),
        migrations.AddConstraint(
            model_name='itempart',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('confirmed', False), _connector='OR'), name='part_without_person_is_open', violation_error_message='A part without a person cannot be confirmed.'),
        ),
        migrations.AddConstraint(
            model_name='itempart',
            constraint=models.UniqueConstraint(fields=('item', 'person', 'role'), name='part_once_per_item', violation_error_message='This person already has that part in the item.'),
        ),
        migrations.AddConstraint(
            model_name='personname',
            constraint=models.UniqueConstraint(fields=('person', 'language', 'script'), name='person_name_once_a_language_and_script'),
        ),
        migrations.AddConstraint(
            model_name='phasecomponent',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='component_is_not_its_own_part', violation_error_message='A component cannot be a part of itself.'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='phase_ends_not_before_it_starts', violation_error_message='The last day of a phase cannot be before its first.'),
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='phase_once_in_a_programme', violation_error_message='This programme already has a phase of that name.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', False), ('programme__isnull', True)), models.Q(('event__isnull', True), ('programme__isnull', False)), _connector='OR'), name='document_of_event_or_programme', violation_error_message='A document belongs to an event or to a programme: choose one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('event__isnull', True), ('programme__isnull', True), _connector='OR'), name='token_confined_to_one_place', violation_error_message='A token is for an event, for a programme, or for neither.'),
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(('scopes', ''), _negated=True), name='token_has_scopes', violation_error_message='Choose what the token may do.'),
        ),
        migrations.AddConstraint(
            model_name='programmeorganisation',
            constraint=models.UniqueConstraint(fields=('programme', 'organisation', 'role'), name='programme_organisation_once_in_a_role', violation_error_message='This organisation already has that role in the programme.'),
        ),
        migrations.AddConstraint(
            model_name='redaction',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redaction_has_reason', violation_error_message='Say why the version is redacted.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', False), ('programme__isnull', True)), models.Q(('event__isnull', True), ('programme__isnull', False)), _connector='OR'), name='role_at_event_or_programme', violation_error_message='A role is either at an event or at a programme.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('user', 'event', 'kind'), name='role_once_at_an_event', violation_error_message='This user already has that role at the event.'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=models.UniqueConstraint(fields=('user', 'programme', 'kind'), name='role_once_at_a_programme', violation_error_message='This user already has that role at the programme.'),
        ),
        migrations.AddConstraint(
            model_name='targetcountry',
            constraint=models.UniqueConstraint(fields=('programme', 'country'), name='target_country_once_in_a_programme', violation_error_message="This country is already one of the programme's."),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='theme_once_in_a_programme', violation_error_message='This programme already has a theme of that name.'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='tier_once_in_a_programme', violation_error_message='This programme already has a tier of that name.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gte', models.F('starts'))), name='event_ends_not_before_it_starts', violation_error_message='The last day of an event cannot be before its first.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends__lte', datetime.date(2199, 12, 31)), ('starts__gte', datetime.date(1900, 1, 1))), name='event_year_is_plausible', violation_error_message='Write the year in four figures, between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='event_has_slug', violation_error_message='An event needs a name in web addresses, such as smart-city-week-2017.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='event_has_title', violation_error_message='An event needs a title.'),
        ),
        migrations.AddConstraint(
            model_name='track',
            constraint=models.UniqueConstraint(fields=('event', 'name'), name='track_once_per_event', violation_error_message='This event already has a track of that name.'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.UniqueConstraint(fields=('city', 'name'), name='venue_once_in_a_city', violation_error_message='This city already has a venue of that name.'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='venue_point_is_on_earth', violation_error_message='Give both latitude (-90 to 90) and longitude (-180 to 180), or neither.'),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=models.Index(fields=['event', 'day', 'start'], name='agenda_item_in_order'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='item_has_title', violation_error_message='An item needs a title.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('start__isnull', False), _connector='OR'), name='item_with_end_has_start', violation_error_message='An item that ends at a time must also begin at one.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('day')), _connector='OR'), name='item_ends_on_its_day_or_later', violation_error_message='An item cannot end on a day before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), models.Q(('ends_on__gt', models.F('day')), ('ends_on__isnull', False)), models.Q(('end_zone', ''), _negated=True), ('end__gt', models.F('start')), _connector='OR'), name='item_ends_after_it_starts', violation_error_message='An item cannot end before it begins. If it ends after midnight, say on which day.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('day__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), models.Q(('ends_on__isnull', True), ('ends_on__lte', datetime.date(2199, 12, 31)), _connector='OR')), name='item_year_is_plausible', violation_error_message='Write the year in four figures, between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('kind', tours.vocabulary.ItemKind['EVENT']), _negated=True), name='item_is_not_the_event', violation_error_message='Choose another kind. “Event” means the whole event, not one item.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('event', 'external_id'), name='item_external_id_once_per_event', violation_error_message='This event already has an item with this external id.'),
        ),
        migrations.AddIndex(
            model_name='publishedword',
            index=models.Index(condition=models.Q(('item__isnull', False)), fields=['item'], name='published_word_of_item'),
        ),
        migrations.AddIndex(
            model_name='publishedword',
            index=models.Index(condition=models.Q(('city__isnull', False)), fields=['city'], name='published_word_of_city'),
        ),
        migrations.AddConstraint(
            model_name='publishedword',
            constraint=models.UniqueConstraint(condition=models.Q(('item__isnull', False)), fields=('word', 'event', 'item'), name='published_word_once_an_item'),
        ),
        migrations.AddConstraint(
            model_name='publishedword',
            constraint=models.UniqueConstraint(condition=models.Q(('city__isnull', False)), fields=('word', 'event', 'city'), name='published_word_once_a_city'),
        ),
        migrations.AddConstraint(
            model_name='publishedword',
            constraint=models.UniqueConstraint(condition=models.Q(('city__isnull', True), ('item__isnull', True)), fields=('word', 'event'), name='published_word_once_an_event'),
        ),
        migrations.AddConstraint(
            model_name='publishedtheme',
            constraint=models.UniqueConstraint(fields=('event', 'slug'), name='published_theme_once_an_event'),
        ),
        migrations.AddConstraint(
            model_name='publisheditem',
            constraint=models.UniqueConstraint(fields=('event', 'uid'), name='published_item_once'),
        ),
        migrations.AddConstraint(
            model_name='publishedcity',
            constraint=models.UniqueConstraint(fields=('event', 'slug'), name='published_city_once_an_event'),
        ),
        migrations.RunPython(guard.install, guard.remove),
    ]
