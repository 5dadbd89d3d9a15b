"""What guards every step: locks, files written whole, work that is done apart and in bounds."""
