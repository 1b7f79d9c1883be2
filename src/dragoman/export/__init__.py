"""One way out a file: Reading JSON, and rows as JSON, CSV or Markdown."""
