// Options: placeholder
