// Heads: placeholder
