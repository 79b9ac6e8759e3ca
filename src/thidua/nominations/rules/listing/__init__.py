"""Lists of nominees from spreadsheets: what columns and cells say, whom a row means."""
