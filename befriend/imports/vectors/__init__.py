"""Published test cases: their codes become our words here, and our rules answer them."""
