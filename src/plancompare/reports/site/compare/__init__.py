"""compare.html: choose indicators and regions, see them side by side, take a picture along."""
