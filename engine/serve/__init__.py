"""Starting and supervising the processes of one machine: the app and Rasa."""
