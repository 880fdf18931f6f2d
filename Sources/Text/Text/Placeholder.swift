// Text: placeholder
