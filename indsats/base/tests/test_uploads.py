import hashlib
import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from indsats.base.docx import to_docx
from indsats.base.forms import AttachmentField
from indsats.base.pdf import to_pdf
from indsats.base.tests.documents import ANY_TEXT, whole
from indsats.base.uploads import (
    ACCEPT,
    CutOff,
    Kind,
    check_upload,
    clean_name,
)
from indsats.base.xlsx import Column, Sheet, to_xlsx

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 40
TEXT = "Æblegrød på øen\r\n"
EXE = b"MZ\x90\x00" + b"\0" * 400
ODT = b"application/vnd.oasis.opendocument.text"


def odt(*extra, kind=ODT):
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind, ZIP_STORED)
        archive.writestr("content.xml", "<x/>", ZIP_DEFLATED)
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


def docx(**replaced):
    """Rebuild a real DOCX with parts replaced or added; keys use __ for / and _dot_ for a dot."""
    parts = {name.replace("__", "/").replace("_dot_", "."): text for name, text in replaced.items()}
    out = io.BytesIO()
    with ZipFile(io.BytesIO(to_docx(whole("Ord")))) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            change = parts.pop(name, None)
            content = old.read(name)
            new.writestr(name, change(content) if change else content)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def xlsx():
    return to_xlsx([Sheet(title="A", columns=[Column("A")], rows=[("a",)])])


def check(name, content):
    return check_upload(SimpleUploadedFile(name, content))


def refusal(name, content):
    with pytest.raises(ValidationError) as caught:
        check(name, content)
    return caught.value.code, caught.value.messages[0]


def typed(old, new):
    return {"[Content_Types]_dot_xml": lambda content: content.replace(old, new)}


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("Høringssvar.pdf", lambda: to_pdf(whole("Ord")), Kind.PDF),
        ("svar.DOCX", docx, Kind.DOCX),
        ("tal.xlsx", xlsx, Kind.XLSX),
        ("svar.odt", odt, Kind.ODT),
        ("kort.png", lambda: PNG, Kind.PNG),
        ("foto.JPEG", lambda: JPG, Kind.JPG),
        ("note.txt", lambda: TEXT.encode("utf-8"), Kind.TXT),
        ("gammel.txt", lambda: TEXT.encode("cp1252"), Kind.TXT),
        ("notesblok.txt", lambda: TEXT.encode("utf-16"), Kind.TXT),
    ],
)
def test_honest_files_are_accepted(name, make, kind):
    content = make()
    found = check(name, content)
    assert (found.name, found.kind, found.size) == (name, kind, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert "/" in kind.content_type


def test_the_file_is_left_at_its_beginning():
    file = SimpleUploadedFile("kort.png", PNG)
    check_upload(file)
    assert file.read() == PNG


def test_a_program_named_pdf_is_refused_in_danish():
    assert refusal("rapport.pdf", EXE) == (
        "content",
        (
            "»rapport.pdf« er ikke en rigtig PDF-fil, eller den indeholder makroer eller "
            "programmer. Åbn den, gem den igen som PDF uden makroer, og prøv igen."
        ),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("svar.docx", EXE),
        ("svar.docx", b"PK\x03\x04" + b"\0" * 100),
        ("svar.docx", odt()),
        ("svar.odt", docx()),
        ("svar.odt", odt(kind=b"application/vnd.oasis.opendocument.text-template")),
        ("svar.odt", odt("Basic/Standard/Module1.xml")),
        ("tal.xlsx", docx()),
        ("svar.docx", xlsx()),
        ("svar.pdf", docx()),
        ("svar.pdf", b"hello %PDF-1.7"),
        ("kort.png", JPG),
        ("foto.jpg", PNG),
        ("note.txt", EXE),
        ("note.txt", PNG),
        ("svar.docx", docx(word__vbaProject_dot_bin=b"x")),
        ("svar.docx", docx(word__embeddings__oleObject1_dot_bin=b"x")),
        ("svar.docx", docx(**typed(b"document.main+xml", b"document.macroEnabled.main+xml"))),
        ("svar.docx", docx(**typed(b"<Types", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Types"))),
        ("svar.docx", docx(**typed(b"</Types>", b""))),
    ],
)
def test_files_that_are_something_else_are_refused(name, content):
    assert refusal(name, content)[0] == "content"


def relation(kind, target):
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        f'2006/relationships"><Relationship Id="r1" Type="http://x/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("kind", "target", "accepted"),
    [
        ("attachedTemplate", "https://evil.example/a.dotm", False),
        ("attachedTemplate", "\\\\evil\\a.dotm", False),
        ("attachedTemplate", "file:///C:/Skabeloner/Ishoej.dotm", True),
        ("hyperlink", "https://ishoj.example/", True),
    ],
)
def test_files_that_fetch_something_are_refused(kind, target, accepted):
    content = docx(word___rels__settings_dot_xml_dot_rels=relation(kind, target))
    if accepted:
        assert check("svar.docx", content).kind is Kind.DOCX
    else:
        assert refusal("svar.docx", content)[0] == "content"


def test_a_bomb_is_not_unpacked():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 40_000_000)
    assert refusal("svar.docx", out.getvalue())[0] == "content"


def test_many_parts_are_refused():
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for number in range(5_001):
            archive.writestr(str(number), b"")
    assert refusal("svar.docx", out.getvalue())[0] == "content"


@pytest.mark.parametrize(
    "name", ["virus.exe", "svar.pdf.exe", "svar.docm", "svar", "svar.html", ""]
)
def test_other_endings_are_refused_with_a_way_out(name):
    code, message = refusal_of_name(name)
    assert code == "ending"
    assert "Gem den som PDF, DOCX, XLSX, ODT, PNG, JPG eller TXT" in message


def refusal_of_name(name):
    file = SimpleUploadedFile("x", b"x")
    file._name = name  # noqa: SLF001 -- Django would clean the name first
    with pytest.raises(ValidationError) as caught:
        check_upload(file)
    return caught.value.code, caught.value.messages[0]


def test_an_empty_file_is_refused():
    assert refusal("svar.pdf", b"")[0] == "empty"


def test_the_limit_is_inclusive_and_said(settings):
    settings.ATTACHMENT_LIMIT = 1024 * 1024
    whole_megabyte = PNG.ljust(1024 * 1024, b"\0")
    assert check("kort.png", whole_megabyte).size == 1024 * 1024
    assert refusal("kort.png", whole_megabyte + b"\0") == (
        "size",
        "»kort.png« fylder mere end 1 MB. Gør den mindre, eller del den op, og prøv igen.",
    )


def test_reading_stops_at_the_limit(settings):
    settings.ATTACHMENT_LIMIT = 1000
    read = []

    class Endless(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            while True:
                read.append(1)
                yield b"\0" * 600

    with pytest.raises(ValidationError):
        check_upload(Endless("kort.png", PNG))
    assert len(read) == 2


def test_a_huge_upload_is_cut_off_and_then_refused(settings):
    settings.ATTACHMENT_LIMIT = 200_000
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("stor.png", PNG * 100_000)})
    handlers = [CutOff, MemoryFileUploadHandler, TemporaryFileUploadHandler]
    request.upload_handlers = [handler(request) for handler in handlers]
    file = request.FILES["file"]
    with file:
        assert 200_000 < Path(file.temporary_file_path()).stat().st_size < 400_000
        with pytest.raises(ValidationError, match="MB"):
            check_upload(file)


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("Høringssvar fra Ærø.pdf", "Høringssvar fra Ærø.pdf"),
        ("C:\\Users\\bo\\svar.pdf", "svar.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\x00b\n<c>|?*.pdf", "ab__c____.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        (".htaccess.txt", "htaccess.txt"),
        ("con.txt", "_con.txt"),
        ("a\u030a.pdf", "å.pdf"),
        ("", "fil"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_danish_letters_stay(given_name, name):
    assert clean_name(given_name) == name


@given(ANY_TEXT)
def test_any_name_can_be_stored(text):
    name = clean_name(text)
    assert 0 < len(name) <= 120
    assert not set(name) & set('/\\<>:"|?*\0\n\r\t')
    assert not name.startswith((".", " "))
    assert clean_name(name) == name
    assert name.encode("utf-8")


@given(
    st.binary(max_size=300), st.sampled_from(["pdf", "docx", "xlsx", "odt", "png", "jpg", "txt"])
)
def test_any_content_is_accepted_or_refused_politely(content, ending):
    for start in (b"", b"PK\x03\x04"):
        try:
            check(f"fil.{ending}", start + content)
        except ValidationError as error:
            assert error.messages[0].endswith(".")  # noqa: PT017 -- both answers are right


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_damaged_docx_never_crashes(place, value):
    content = bytearray(DAMAGED)
    content[place * len(content) // 4001] = value
    try:
        check("svar.docx", bytes(content))
    except ValidationError as error:
        assert error.code == "content"  # noqa: PT017 -- both answers are right


DAMAGED = docx()


def test_the_form_offers_what_is_accepted():
    assert ACCEPT == ".docx,.jpeg,.jpg,.odt,.pdf,.png,.txt,.xlsx"


def test_a_field_says_what_it_takes(settings):
    settings.ATTACHMENT_LIMIT = 7 * 1024 * 1024
    assert "7 MB" in str(AttachmentField().help_text)
