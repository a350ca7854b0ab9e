import datetime
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tours', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=90, unique=True, verbose_name='name in web addresses')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('body', models.TextField(blank=True, help_text='Markdown. A blank line begins a new paragraph.', verbose_name='text')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='If left empty, it is made for you.', max_length=90, unique=True, verbose_name='name in web addresses')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('dateline', models.CharField(blank=True, help_text='Where and when, such as Seoul, 4–8 September 2017.', max_length=200, verbose_name='dateline')),
                ('byline', models.CharField(blank=True, help_text='By whom, as it is to be printed.', max_length=200, verbose_name='byline')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences, for lists.', verbose_name='summary')),
                ('body', models.TextField(blank=True, help_text='Markdown. A blank line begins a new paragraph.', verbose_name='text')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10, verbose_name='state')),
                ('published_on', models.DateField(blank=True, help_text='The date shown on the post. If left empty, the day it is published.', null=True, validators=[django.core.validators.MinValueValidator(datetime.date(1900, 1, 1), 'Write the year in four figures, between 1900 and 2199.'), django.core.validators.MaxValueValidator(datetime.date(2199, 12, 31), 'Write the year in four figures, between 1900 and 2199.')], verbose_name='date')),
                ('scheduled_for', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='scheduled for')),
                ('schedule_note', models.TextField(blank=True, verbose_name='why it was not published')),
                ('earlier_views', models.PositiveIntegerField(default=0, help_text='How often it was read on the site it came from.', verbose_name='earlier views')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['-published_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text='If left empty, it is made for you.', max_length=90, unique=True, verbose_name='name in web addresses')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Among the categories of a post, as they are printed.', verbose_name='position')),
            ],
            options={
                'verbose_name': 'category',
                'verbose_name_plural': 'categories',
                'ordering': ['position', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='category_has_name', violation_error_message='A category needs a name.'), models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='category_has_slug', violation_error_message='A category needs a name in web addresses, such as news.')],
            },
        ),
        migrations.CreateModel(
            name='PostViews',
            fields=[
                ('post', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='views', serialize=False, to='announcements.post')),
                ('count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='post',
            name='categories',
            field=models.ManyToManyField(blank=True, related_name='posts', to='announcements.category', verbose_name='categories'),
        ),
        migrations.AddField(
            model_name='post',
            name='edition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tours.edition', verbose_name='drafted from'),
        ),
        migrations.AddField(
            model_name='post',
            name='event',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='tours.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='post',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by'),
        ),
        migrations.AddField(
            model_name='post',
            name='scheduled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='scheduled by'),
        ),
        migrations.AddField(
            model_name='post',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='posts', to='tours.theme', verbose_name='themes'),
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text="Such as /index.php?id=42, without the site's name.", max_length=500, unique=True, verbose_name='address')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='old_addresses', to='announcements.post')),
            ],
            options={
                'verbose_name': 'old address',
                'verbose_name_plural': 'old addresses',
            },
        ),
        migrations.CreateModel(
            name='PostWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(db_index=True, max_length=64)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='announcements.post')),
            ],
        ),
        migrations.CreateModel(
            name='Testimonial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Write the language as its ISO 639 code, such as sr or ko.')], verbose_name='language')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('position', models.CharField(blank=True, help_text='And the organisation and city, as they are to be printed.', max_length=300, verbose_name='position')),
                ('is_unattributed', models.BooleanField(default=False, help_text='Tick this if the person does not want to be named.', verbose_name='name not given')),
                ('is_published', models.BooleanField(default=False, verbose_name='published')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='The first one is shown on the home page.', verbose_name='order')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'testimonial',
                'verbose_name_plural': 'testimonials',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='testimonial_has_text', violation_error_message='A testimonial needs a text.'), models.CheckConstraint(condition=models.Q(models.Q(('is_unattributed', True), ('name', ''), ('position', '')), models.Q(('is_unattributed', False), models.Q(('name', ''), ('position', ''), _negated=True)), _connector='OR'), name='testimonial_is_attributed_or_knowingly_not', violation_error_message='Say whose words these are, by name or position, or tick “name not given”.')],
            },
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['state', '-published_on', '-id'], name='post_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='post_has_title', violation_error_message='A post needs a title.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='post_has_slug', violation_error_message='A post needs a name in web addresses, such as cities-in-seoul.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'published'])), name='post_state_is_known', violation_error_message='A post is a draft or published.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_on__isnull', False), _connector='OR'), name='post_published_has_date', violation_error_message='A published post has a date.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('scheduled_for__isnull', True), ('state', 'draft'), _connector='OR'), name='post_scheduled_is_draft', violation_error_message='Only a draft is scheduled.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('scheduled_by__isnull', True), ('scheduled_for__isnull', True)), models.Q(('scheduled_by__isnull', False), ('scheduled_for__isnull', False)), _connector='OR'), name='post_scheduled_by_someone', violation_error_message='A scheduled post says who scheduled it.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('edition__isnull', True), ('event__isnull', False), _connector='OR'), name='post_from_edition_has_event', violation_error_message='A post that was drafted from an event stays with it.'),
        ),
        migrations.AddConstraint(
            model_name='oldaddress',
            constraint=models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='old_address_begins_with_slash', violation_error_message='An address on this site begins with a slash.'),
        ),
        migrations.AddConstraint(
            model_name='postword',
            constraint=models.UniqueConstraint(fields=('word', 'post'), name='post_word_once'),
        ),
    ]
