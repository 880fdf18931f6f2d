// JSONRPC: placeholder
