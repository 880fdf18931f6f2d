// Models: placeholder
