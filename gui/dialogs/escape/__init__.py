"""The comparison of ways out of a saddle: how many updates each needs from how near."""
