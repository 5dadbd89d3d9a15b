"""What `import plancompare as pc` offers; the rest of the package is private to it."""
