"""Bad and odd inputs, generated from a grammar, with what has to become of each."""
