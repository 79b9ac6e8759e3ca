"""Lists of past awards from spreadsheets: brought, their columns named, shown before they are written, undone."""
