"""What reports tell: their tables, sentences, citations, and the data behind their charts."""
