"""Who may keep a draft: whoever is signed in. What is kept, the database shows to its writer alone."""

from __future__ import annotations

import rules

KEEP = "drafts.keep"

rules.add_perm(KEEP, rules.is_authenticated)
