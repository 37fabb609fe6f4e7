"""Accounts and sign-in: who is using Befriend, and as what."""
