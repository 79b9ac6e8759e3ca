from django.db import migrations

from thidua.sources.rules import marks_of, without


def mark_texts(apps, _schema_editor):
    """Find the marks of the documents that were there before documents had marks."""
    Document, TextMark = apps.get_model("sources", "Document"), apps.get_model("sources", "TextMark")
    for document in Document.objects.filter(marks__isnull=True).only("text", "noise").iterator(chunk_size=200):
        keys = marks_of(without(document.text, document.noise))
        TextMark.objects.bulk_create(TextMark(document=document, key=key) for key in keys)


class Migration(migrations.Migration):

    dependencies = [
        ("sources", "0002_text_marks"),
    ]

    operations = [
        migrations.RunPython(mark_texts, migrations.RunPython.noop),
    ]
