"""How long things are kept, how somebody is erased, and how they are given what is known about them."""
