"""Reports: notebooks run in warm kernels, and what they show as pages, documents and a site."""
