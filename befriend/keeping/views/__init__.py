"""Pages of data protection: who is due, who is held, and what is given to those who asked."""
