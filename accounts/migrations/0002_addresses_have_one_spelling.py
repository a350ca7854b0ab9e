"""Rewrites stored addresses in the one spelling by which accounts are found since then. Else nobody finds the others.

The rule is imported, not copied: the rows must be spelt as the software that runs next compares them. Whoever changes the
rule adds a migration like this one.
"""

from django.db import IntegrityError, migrations, transaction

from accounts.emails.addresses import compared_address, one_address

COLUMNS = (('User', 'email'), ('EmailChange', 'new_email'))
LONGEST = 254


def rewrite(apps, schema_editor):
    """Of several users with one address, one has it afterwards, and the others stay as they are and are printed.

    The models of migrations have Django's own field, so they read and write what is stored, letter by letter.
    """
    for name, column in COLUMNS:
        rows = apps.get_model('accounts', name)._base_manager.using(schema_editor.connection.alias)
        for key, stored in list(rows.order_by('pk').values_list('pk', column)):
            problem = rewritten(rows.filter(pk=key), column, stored)
            if problem:
                print(f'accounts.{name} {key}: {column} stays “{stored}”, as {problem}. Give it another one.')


def rewritten(row, column, stored):
    """Rewrites the address of one row. Returns why that cannot be, or None."""
    kept = one_address(stored)
    if compared_address(kept) is None or len(kept) > LONGEST:
        return 'no mail can be sent to it, and nobody can sign in with it'
    try:
        with transaction.atomic(using=row.db):
            if kept != stored:
                row.update(**{column: kept})
    except IntegrityError:
        return f'another user has “{kept}”'


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(rewrite, migrations.RunPython.noop),
    ]
