// LSP: placeholder
