"""Papers: what they are made from, and how they are made into files."""

from .pdf import OutsideError, download, notice_pdf, pdf, refuse, slip_pdf, statement_pdf

__all__ = ["OutsideError", "download", "notice_pdf", "pdf", "refuse", "slip_pdf", "statement_pdf"]
