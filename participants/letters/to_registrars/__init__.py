"""What those who register people are told: the digest with what happened, links that went astray, letters that reached nobody."""
