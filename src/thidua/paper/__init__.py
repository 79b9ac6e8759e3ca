"""A document model, and its printing to DOCX and PDF by Decree 30/2020/NĐ-CP. Pure Python.

What is said and how it is printed are apart, and the way between them is one:

    model (what it says), manuscript (a builder)
      -> composition (numbered, cleaned, with the decree's own words from wording)
        -> docx.render_docx | pdf.render_pdf (templates/document.typ)

layout.yaml holds the measures as dated law, read by layout; metrics measures letters in the bundled fonts;
charts makes Vega-Lite specifications, the same for page and paper. A printer adds no word and no number of its own.
"""
