"""Evidence: what is shown before a policy lands, and after."""
