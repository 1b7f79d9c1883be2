"""The schema's history: one file a revision, never changed once released."""
