"""The chat API of the widget."""
