"""One language's reading of one article: pure functions over a parsed document.

`reader.read` calls the parts in order: attribution, speakers, stance, conditions, events,
dates and summary. Nothing here opens a file other than the vocabulary.
"""
