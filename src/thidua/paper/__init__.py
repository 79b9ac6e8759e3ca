"""A document model, and its printing to DOCX and PDF by Decree 30/2020/NĐ-CP. Pure Python."""
