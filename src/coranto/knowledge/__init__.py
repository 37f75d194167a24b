"""What the desk knows before it reads: words, rules, actors and places as validated data files."""
