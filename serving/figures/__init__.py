"""What people ask, for the coach: counts by week, kept when the conversations are erased."""
