"""Conversations: who holds them, their messages in order, and the turns that are still owed.

`service` is what other subjects and the web call; everything takes a session first and never commits.
"""
