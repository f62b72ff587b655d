"""Runs the rules over documents: acceptances, baseline, and the manual of the rules."""
