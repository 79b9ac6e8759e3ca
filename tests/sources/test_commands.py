"""Files kept by content, texts brought in once, places cited exactly."""

import unicodedata

import pytest
from tests.factories.organisations import AT, make_unit
from tests.factories.people import TODAY, make_actor, process_actor
from tests.factories.registry import make_citation, make_document

from thidua.core.errors import Refused
from thidua.core.models import AuditEntry
from thidua.sources.commands import add_document, cite, store_file
from thidua.sources.models import Document, StoredFile
from thidua.sources.queries import citations, documents, open_file, path_of

pytestmark = pytest.mark.django_db


def keep(content, name="bai.txt"):
    return store_file(content=content, name=name, media_type="text/plain", by=process_actor(), at=AT)


def test_the_same_bytes_are_kept_once_under_the_first_name():
    first, second = keep(b"mot bai"), keep(b"mot bai", "ten khac.txt")

    assert (first.pk, second.name, StoredFile.objects.count()) == (second.pk, "bai.txt", 1)


def test_what_was_stored_is_read_back_and_its_name_holds_no_folder():
    stored = keep("Thái Bình".encode(), "../../etc/passwd")

    with open_file(stored) as file:
        assert file.read() == "Thái Bình".encode()
    assert stored.name == "passwd"
    assert path_of(stored.sha256).is_file()


def test_a_file_half_written_by_a_crash_leaves_nothing_behind(monkeypatch):
    def broken(_handle):
        raise OSError("disk full")

    monkeypatch.setattr("thidua.sources.commands.os.fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        keep(b"half written")

    assert StoredFile.objects.count() == 0
    assert list(path_of("00").parent.parent.rglob(".writing-*")) == []


def test_a_text_is_brought_in_with_its_title_folded_for_search():
    document = make_document(make_unit(), title="Sơ kết phong trào")

    assert document.folded == "so ket phong trao"
    assert AuditEntry.objects.get(act="add_document").object_uid == document.uid


@pytest.mark.parametrize(
    "again",
    [
        "Toàn tỉnh duy trì 2.087 mô hình.",
        "  Toàn tỉnh\n duy trì 2.087 mô hình. ",
        unicodedata.normalize("NFD", "Toàn tỉnh duy trì 2.087 mô hình."),
    ],
)
def test_a_text_that_the_unit_has_already_is_refused_by_the_name_of_the_earlier_one(again):
    unit = make_unit()
    make_document(unit, "Toàn tỉnh duy trì 2.087 mô hình.", title="Bài đầu")

    with pytest.raises(Refused, match="Bài này đã có: «Bài đầu», đưa vào ngày 20/11/2026"):
        make_document(unit, again, title="Bài sau")


def test_another_unit_may_bring_in_the_same_text():
    make_document(make_unit("Thái Bình"))
    make_document(make_unit("Hải Dương"))

    assert Document.objects.count() == 2


def test_an_empty_text_is_refused():
    with pytest.raises(Refused, match="Bài không có chữ nào"):
        add_document(unit=make_unit(), text=" \n", title="Trống", by=process_actor(), at=AT)


def test_quote_and_sentence_of_a_citation_are_taken_from_the_text_itself():
    citation = make_citation(make_document(make_unit()), "2.822 vụ")

    assert (citation.quote, citation.sentence) == ("2.822 vụ", "Hòa giải thành 2.822 vụ.")
    assert citation.document.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 4), (3, 9999), (9, 3)])
def test_a_span_outside_the_text_is_refused(start, end):
    document = make_document(make_unit())

    with pytest.raises(Refused, match="Đoạn trích không nằm trong bài"):
        cite(document=document, start=start, end=end, by=process_actor(), at=AT)


def test_documents_and_citations_of_a_foreign_unit_are_not_seen():
    own, foreign = make_unit("Thái Bình"), make_unit("Hải Dương")
    document = make_document(own)
    make_citation(document, "2.087 mô hình")
    make_citation(make_document(foreign), "2.087 mô hình")
    actor = make_actor(unit=own)

    assert list(documents(actor, on=TODAY)) == [document]
    assert citations(actor, on=TODAY).count() == 1
