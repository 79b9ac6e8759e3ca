from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='agendaitem',
            name='award_name',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
    ]
