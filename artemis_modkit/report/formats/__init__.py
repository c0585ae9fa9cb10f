"""Formats of reports: each module here is one, by its name, with a function `render`.

`ONLY_FOR` in a module names the commands that it is for; without it, it is for all. `mark` gives
what a file of a command begins with in it; without it, files in it are never written over.
"""
