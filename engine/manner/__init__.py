"""How to meet a customer: the tone, whether to offer something, and how soon a person should look."""
