"""Tables that are none of our forms: brought, their columns named, shown before they are written, written, undone."""
