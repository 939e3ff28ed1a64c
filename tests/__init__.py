"""Tests. A test's input is readable in the test; its name is a sentence."""
