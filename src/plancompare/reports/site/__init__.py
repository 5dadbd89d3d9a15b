"""The pages that lead to all reports."""
