"""The API of the admins' console."""
