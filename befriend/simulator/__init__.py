"""A made-up country, week by week, under the very rules that decide a real person's case.

`country.country` makes one as it starts, `running.run` lets its weeks pass, `plain.run` does so in plain
Python. What happens in a week stands at the head of `kernel`. docs/simulating.md says what is not in it.
"""
