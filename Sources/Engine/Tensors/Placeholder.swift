// Tensors: placeholder
