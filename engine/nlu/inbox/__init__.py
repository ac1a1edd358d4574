"""The inbox: customers' messages that a person should look at, and their way into the training data.

`collect` finds them, `batch` takes those of one knowledge gap, `items` lists them, `labels` takes a person's
word, `writing` puts it into the files.
"""
