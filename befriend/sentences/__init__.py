"""Cases: the work an order or sentence makes, by tier and place, over time."""
