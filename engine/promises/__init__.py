"""What we promise customers: by the shop's own record, written down, and followed until kept or broken."""
