"""What a customer will do next: purchase, spend, silence, with calibrated chances and their reasons."""
