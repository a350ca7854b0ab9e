"""What the blocks of an event hold, for its page and its booklet alike: the days at a glance, who speaks, who comes."""
