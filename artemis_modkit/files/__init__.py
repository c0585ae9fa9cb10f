"""Where bytes come from and go to: disks, backups, locks, folders and zips."""
