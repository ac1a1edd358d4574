"""What can be promised: each kind with its record and with what becomes of it."""
