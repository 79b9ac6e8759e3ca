"""One file that holds a whole installation: its database, its stored files, and what is needed to check both.

An archive is a ZIP with ``manifest.json`` (version, engine, migrations, SHA-256 of every part), the database (an SQLite
copy, or one COPY stream a table for PostgreSQL) and the stored files. Making and restoring both work while serving.
"""

from thidua.config.backups.archive import BackupFault, make_backup, restore_backup

__all__ = ["BackupFault", "make_backup", "restore_backup"]
