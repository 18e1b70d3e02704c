"""Language: from what people type to commands, deals and values."""
