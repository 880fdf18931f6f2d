// Inference: placeholder
