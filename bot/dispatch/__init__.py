"""From the words of a command to the function that carries it out, and the questions that are asked on the way."""
