"""From plain sentences to what they propose: pure, values in and values out."""
