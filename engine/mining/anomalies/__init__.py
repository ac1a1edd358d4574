"""What is unusual, each with its reasons; a person decides what it means, nothing is ever refused for it."""
