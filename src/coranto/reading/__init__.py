"""Report -> Reading: the stages in their order, each a plain function of frozen values."""
