"""Who is reported to say what: cues, sources and contents, before anybody is resolved."""
