"""Copies as files: a PDF that a screen reader reads, and a Word file that does as well."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from befriend.documents import queries
from befriend.documents.papers import copies as files
from befriend.documents.papers import word
from befriend.identity.models import Nature
from befriend.people import actions as people
from tests.documents.filled import fill
from tests.documents.test_making import REFERRAL, REPORT, copies, made
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(ali):
    """Return the provider's copy of a referral."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    fill(ali, REFERRAL.keys, MONDAY)
    return copies(made(ali, "housing_referral", "housing_provider"))["housing_provider"]


def pdf_of(delivery):
    """Return a copy as an opened PDF, and its words."""
    opened = PdfReader(io.BytesIO(files.copy_pdf(delivery, queries.of_delivery(delivery))))
    return opened, " ".join(" ".join(page.extract_text() for page in opened.pages).split())


def kinds(element, found):
    """Return how often each kind of structure is in a PDF."""
    one = element.get_object()
    if not hasattr(one, "get"):
        return found
    if "/S" in one:
        found[one["/S"]] = found.get(one["/S"], 0) + 1
    children = one.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child, "get_object") and not isinstance(child.get_object(), int):
            kinds(child, found)
    return found


def test_a_pdf_is_tagged_with_its_headings_and_tables(referral):
    opened, text = pdf_of(referral)
    root = opened.trailer["/Root"]
    structure = kinds(root["/StructTreeRoot"], {})

    assert opened.metadata.title == "Housing referral - Befriend"
    assert root["/Lang"] == "en-gb"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in opened.xmp_metadata.stream.get_data().decode()
    assert structure["/H1"] == 1
    assert structure["/H2"] == len(REFERRAL.sections)
    # A table that goes on over the page is one more, with its head again; each row is named by its label.
    assert structure["/Table"] >= len(REFERRAL.sections)
    assert structure["/TH"] == 3 * structure["/Table"] + len(list(REFERRAL.fields))
    assert "For: Lettings office, Larkfield Homes (invented)" in text
    assert "INVENTED" in text


def test_a_word_file_says_the_same_with_its_headings_and_headers_marked(referral):
    made_ = files.copy_docx(referral, queries.of_delivery(referral))
    opened = Document(io.BytesIO(made_))
    _, text = pdf_of(referral)

    headings = [(one.style.name, one.text) for one in opened.paragraphs if one.style.name.startswith("Head")]
    assert headings[0] == ("Heading 1", "Housing referral")
    assert [words for style, words in headings if style == "Heading 2"] == [
        one.title.en for one in REFERRAL.sections
    ]
    rows = [row for table in opened.tables for row in table.rows]
    heads = [
        row for row in rows if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
    ]
    assert len(heads) == len(REFERRAL.sections)
    assert len(rows) - len(heads) == len(list(REFERRAL.fields))
    for row in rows:
        assert " ".join(row.cells[1].text.split()) in text
    assert opened.core_properties.title == "Housing referral"
    assert opened.core_properties.language == "en-gb"


def test_what_is_written_in_a_record_is_never_read_as_a_template(ali, referral):
    people.state(
        person=ali, key="housing.pets", value="{{ 7 * 7 }} <b>dogs</b> & {% raw %}", how_known="told",
        source_kind="person", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    copy = copies(made(ali, "housing_referral", "housing_provider"))["housing_provider"]

    opened = Document(io.BytesIO(files.copy_docx(copy, queries.of_delivery(copy))))

    cells = {row.cells[1].text for table in opened.tables for row in table.rows}
    assert "{{ 7 * 7 }} <b>dogs</b> & {% raw %}" in cells


def test_the_template_of_the_word_file_is_made_and_holds_nothing_else():
    with zipfile.ZipFile(io.BytesIO(word.template())) as parts:
        names = set(parts.namelist())

    assert not any("vba" in name or "embeddings" in name or "media" in name for name in names)


def test_a_copy_says_how_much_is_withheld_and_not_what(ali):
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    people.state(
        person=ali, key="risks.to_known", value="Waits at her door.", how_known="told", source_kind="victim",
        evidence="allegation", observed_on=MONDAY, by="W001", day=MONDAY,
    )  # fmt: skip
    found = copies(made(ali, "parole_report", "parole_board", agreed="told"))

    _, own = pdf_of(found["person"])
    _, board = pdf_of(found["parole_board"])

    # Each field that is never told in it, whether or not anything is known of it.
    assert "things are withheld from this copy." in own
    assert "her door" not in own
    assert "To somebody they know" not in own
    assert "Alleged, and not found by any court: Waits at her door." in board
    assert len(list(REPORT.fields)) > 60
