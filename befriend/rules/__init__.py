"""Pure rules: told the day and the policy, they answer with numbers and reasons."""
