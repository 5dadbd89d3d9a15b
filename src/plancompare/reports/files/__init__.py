"""The files that a report is given as: page, PDF, DOCX, slides, pictures, sheets."""
