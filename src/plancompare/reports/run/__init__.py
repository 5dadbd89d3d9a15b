"""Which reports there are, which must be made again, and making them."""
