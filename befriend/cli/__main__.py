"""The command line for `python -m befriend.cli`: how one process of Befriend starts another."""

from befriend.cli import main

main()
