"""Benchmarks: quality on the development sets, and speed against the bare parser. They write bench/SCOREBOARD.md."""
