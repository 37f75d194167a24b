"""The nouns of the house: frozen values that know nothing of files, clocks or parsers."""
