"""Run a probation service: casework, simulation and publication from one record."""
