"""Attribution learned from annotated articles: windows of words, their features, the network."""
