"""The company: its people, its playbooks, its working hours and the days of its digests."""
