"""Two plans side by side, as a report shows them: views, sentences and tables."""
