// Architectures: placeholder
