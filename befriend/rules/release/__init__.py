"""Release dates: what a custodial sentence, or several, come to in days, and how each day was found.

`calculation.dates` is the rule. `values` holds what it is told and answers, `law` its figures, `length`
the calendar. `sentence` is one sentence at work, `timeline` walks through the days on which something
happened or the law changed (`happenings`, `tranches`), `extraction` and `several` read the dates off,
`merging` settles them against those of the law before.
"""
