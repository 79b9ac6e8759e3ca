"""Lists of nominees as spreadsheets: the template that is filled in, the sheet that comes back."""
