"""What plans set out to do: measures, their themes, and who answers for them."""
