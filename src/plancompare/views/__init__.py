"""The dataset as charts and reports show it: a table for each thing that is shown."""
