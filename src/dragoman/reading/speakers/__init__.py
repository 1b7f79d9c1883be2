"""Who a source is: persons, governments and bodies, for whom they speak, by which way it came."""
