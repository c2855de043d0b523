# The edition that anybody may see, and its badges.
site-badge-detail = { $interval } · { $n } answers
site-badge-few = Not enough answers yet
site-public-description = What customers of { $shop } say: scores with their intervals, from how many answers, over time.
