"""Numbers as text: for a sentence, a terminal, CSV and JSON."""
