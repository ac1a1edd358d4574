"""What customers expect of the service and what they get, on SERVQUAL's five dimensions."""
