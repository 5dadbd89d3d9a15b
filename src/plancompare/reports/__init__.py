"""Reports: notebooks run by papermill, as pages that anyone can open."""
