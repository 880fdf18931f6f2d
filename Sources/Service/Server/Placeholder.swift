// Server: placeholder
