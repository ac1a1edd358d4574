"""What happens now, on its way to open sockets."""
