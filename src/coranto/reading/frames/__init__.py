"""The one engine that matches cue and event frames on a parse."""
