// Layers: placeholder
