--- Stet in Neovim: starts the language server for prose files and holds the plugin's configuration.
local M = {}

---@class stet.Complete
---@field enabled boolean whether text is suggested
---@field filetypes? string[] the file types in which it is; all that Stet serves unless given
---@field keys table<string, string|false> what takes a suggestion over; false for no key

---@class stet.Config
---@field cmd string[] what starts the server on standard input and output
---@field filetypes string[] the file types it is started for
---@field root_markers string[] what marks the folder of a project
---@field settings table the section `stet` of the settings that the server asks for
---@field complete stet.Complete suggestions while one writes
---@field picker 'quickfix'|'select'|fun(items: table[], title: string) where passages are shown
---@field capabilities? table the client's capabilities, when a completion plugin extends them
---@field on_attach? fun(client: table, buffer: integer)
M.defaults = {
  cmd = { 'stet', 'lsp' },
  filetypes = { 'markdown', 'text', 'gitcommit', 'rst', 'tex', 'html' },
  root_markers = { '.stet.toml', '.git' },
  settings = {},
  picker = 'quickfix',
  complete = {
    enabled = true,
    keys = { accept = '<Tab>', word = '<M-w>', line = '<M-l>', next = '<M-n>', dismiss = '<M-e>' },
  },
}

M.config = vim.deepcopy(M.defaults)

--- What the entities look like unless a colour scheme says otherwise.
M.token_colours = {
  person = 'Identifier',
  organization = 'Type',
  location = 'Constant',
  work = 'String',
  product = 'Special',
  event = 'Statement',
  time = 'Number',
  chemical = 'Special',
  disease = 'Special',
  entity = 'Identifier',
}

--- The configuration of the client, as `vim.lsp.start` takes it.
---@param buffer integer
function M.client_config(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local folder = name ~= '' and vim.fs.dirname(name) or vim.fn.getcwd()
  local marker = vim.fs.find(M.config.root_markers, { upward = true, path = folder })[1]
  return {
    name = 'stet',
    cmd = M.config.cmd,
    root_dir = marker and vim.fs.dirname(marker) or folder,
    -- An empty table would be sent as a list.
    settings = { stet = next(M.config.settings) and M.config.settings or vim.empty_dict() },
    capabilities = M.config.capabilities,
    on_attach = M.config.on_attach,
  }
end

--- Starts the server for a buffer, or attaches the buffer to the one that serves its project already.
---@param buffer? integer the current one unless given
---@return integer? # the client's id
function M.start(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  if vim.bo[buffer].buftype ~= '' then
    return nil
  end
  return vim.lsp.start(M.client_config(buffer), { bufnr = buffer })
end

--- Takes the configuration and starts Stet in every buffer with one of its file types, open ones too.
---@param options? stet.Config
function M.setup(options)
  M.config = vim.tbl_deep_extend('force', vim.deepcopy(M.defaults), options or {})
  -- The server's own types of semantic tokens, which no colour scheme knows.
  for kind, link in pairs(M.token_colours) do
    vim.api.nvim_set_hl(0, '@lsp.type.' .. kind, { default = true, link = link })
  end
  if M.config.complete.enabled then
    require('stet.suggest').enable()
  end
  local group = vim.api.nvim_create_augroup('stet', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = M.config.filetypes,
    callback = function(event)
      M.start(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(M.config.filetypes, vim.bo[buffer].filetype) then
      M.start(buffer)
    end
  end
end

--- One short text for a status line: empty without Stet, what is being done, or how much there is to look at.
---@param buffer? integer
function M.statusline(buffer)
  local client = require('stet.client').of(buffer)
  if not client then
    return ''
  end
  local task = require('stet.progress').current(client.id)
  if task then
    return 'stet: ' .. task
  end
  local findings = require('stet.client').findings(client, buffer or 0)
  return #findings == 0 and 'stet ✓' or ('stet ' .. #findings)
end

return M
