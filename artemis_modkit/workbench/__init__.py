"""A page in the browser where what the commands do is done by looking and clicking.

It computes, words and writes nothing of its own: a page is the report of a command (`report.views`)
or of what such a report is made of, a change is one that `--with` and recipes know, and what is
written goes by the same journal. `gate` says who may ask at all.
"""
