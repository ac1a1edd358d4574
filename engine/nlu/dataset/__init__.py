"""The training data as files that people read too: listed, checked, and edited one line at a time.

`text_file` and `layout` read without losing a byte, `draft` edits, `changes` shows and writes, `check` finds
what is wrong, with file and line.
"""
