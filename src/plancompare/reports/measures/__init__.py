"""What plans set out to do, as reports show it: tables, sentences, words in either language."""
