// Store: placeholder
