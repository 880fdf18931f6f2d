// Transports: placeholder
