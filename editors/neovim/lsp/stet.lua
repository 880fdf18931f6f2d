-- For Neovim 0.11 and newer: `vim.lsp.enable('stet')` starts the server with this configuration.
return {
  cmd = { 'stet', 'lsp' },
  filetypes = { 'markdown', 'text', 'gitcommit', 'rst', 'tex', 'html' },
  root_markers = { '.stet.toml', '.git' },
}
