// Tokenizers: placeholder
