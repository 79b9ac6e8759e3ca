"""Vietnamese articles and reports, read into facts with their places in the text. Pure Python, no database."""
