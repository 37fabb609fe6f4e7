"""A paper as a Word file (DOCX): its template is made here, so that no file of unknown origin is in use.

Headings are headings, the first row of each table is marked as its header, and the language and title are
set, so that a screen reader reads the file as it reads the PDF.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Row
from docxtpl import DocxTemplate

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
WIDTHS = (Cm(5.2), Cm(7.6), Cm(4.2))


@lru_cache(maxsize=1)
def template() -> bytes:
    """Return the template: an ordinary DOCX with the places that `docx` fills."""
    made = Document()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    for style in ("Heading 1", "Heading 2"):
        made.styles[style].font.name = FONT
        # Word's own headings are blue and light; these are read in print as well.
        made.styles[style].font.color.rgb = None
    language(made)
    made.add_paragraph("{{ invented }}")
    made.add_heading("{{ title }}", 1)
    for line in ("{%p for line in head %}", "{{ line }}", "{%p endfor %}", "{%p for part in parts %}"):
        made.add_paragraph(line)
    made.add_heading("{{ part.title }}", 2)
    lines(made.add_table(rows=1, cols=3))
    for line in ("{%p endfor %}", "{{ withheld }}"):
        made.add_paragraph(line)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def language(made: DocumentType) -> None:
    """Leave a place for the language of the whole file."""
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    found = found if found is not None else OxmlElement("w:lang")
    found.set(qn("w:val"), "en-GB")
    if found.getparent() is None:
        defaults.append(found)


def lines(table: Table) -> None:
    """Lay out the table of one part: a header that is repeated and marked, and a row for each line."""
    table.style = "Table Grid"
    head = table.rows[0]
    fill(head, "{{ columns[0] }}", "{{ columns[1] }}", "{{ columns[2] }}")
    marked = OxmlElement("w:tblHeader")
    marked.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(marked)
    for cell in head.cells:
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
    for row in (
        ("{%tr for line in part.lines %}", "", ""),
        ("{{ line.label }}", "{{ line.words }}", "{{ line.note }}"),
        ("{%tr endfor %}", "", ""),
    ):
        fill(table.add_row(), *row)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def fill(row: _Row, *words: str) -> None:
    """Write into the cells of a row."""
    for cell, text in zip(row.cells, words, strict=True):
        cell.paragraphs[0].add_run(text)


def docx(context: Mapping[str, Any]) -> bytes:
    """Return the paper that the template makes of `context`; its words are never read as a template."""
    made = DocxTemplate(io.BytesIO(template()))
    made.render(dict(context), autoescape=True)
    properties = made.docx.core_properties
    properties.title, properties.author = context["title"], "Befriend"
    properties.language, properties.comments = context["spoken"], ""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def download_docx(paper: bytes, *, filename: str) -> HttpResponse:
    """Return a Word file as an answer to keep. `filename` tells of nobody: no name, no reference."""
    response = HttpResponse(paper, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}.docx"'
    response["Cache-Control"] = "no-store"
    return response
