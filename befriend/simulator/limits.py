"""How much may be asked of a trial: here, so that a page's form can say it without loading the country."""

MOST_MONTHS, MOST_RUNS, MOST_SEED = 120, 10_000, 2**32 - 1
