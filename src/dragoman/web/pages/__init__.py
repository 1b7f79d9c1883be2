"""One module a page: what it asks the ledger, and what its template is given."""
