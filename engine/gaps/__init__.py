"""What is not known of a customer: expectations, a question's worth, where words and deeds differ."""
