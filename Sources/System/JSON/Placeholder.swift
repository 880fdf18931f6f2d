// JSON: placeholder
