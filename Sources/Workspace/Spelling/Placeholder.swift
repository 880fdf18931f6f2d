// Spelling: placeholder
