--- What the user commands and the server's client-side commands do.
local client = require('stet.client')

local M = {}

--- Reads the project's documents into the index of passages.
---@param paths string[] the whole workspace when empty
function M.index(paths)
  require('stet.progress')
  local params = { workDoneToken = 'stet-index-' .. vim.loop.hrtime() }
  if #paths > 0 then
    params.paths = vim.tbl_map(function(path)
      return vim.fn.fnamemodify(path, ':p')
    end, paths)
  end
  client.request(vim.api.nvim_get_current_buf(), 'stet/index', params, function(result)
    local summary = ('%d documents, %d passages (%d new, %d unchanged, %d removed)'):format(
      result.documents, result.passages, result.indexed, result.unchanged, result.removed)
    local failed = #(result.failed or {})
    client.report(failed > 0 and ('%s, %d failed'):format(summary, failed) or summary)
  end)
end

--- Applies every safe replacement of the buffer.
function M.fix_all()
  vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.stet' }, diagnostics = {} }, apply = true })
end

--- The lines of `:StetStatus`.
function M.status_lines(status)
  local lines = {
    ('stet %s, process %d, up %d s, %.0f MB'):format(
      status.version, status.pid, status.uptimeSeconds, status.memory.residentBytes / 1e6),
    '',
    'Models',
  }
  for _, model in ipairs(status.models) do
    lines[#lines + 1] = ('  %s  %s, %d dimensions, for %s'):format(
      model.name, model.architecture, model.dimensions, model.feature)
  end
  vim.list_extend(lines, {
    '',
    ('Cache      %d sentences on disk, %d in memory, %.0f%% hits'):format(
      status.cache.entries, status.cache.memoryEntries, status.cache.hitRate * 100),
    ('Passes     %d'):format(status.modelPasses),
    ('Suggested  %d times asked, %d shown, %d accepted, %d in part'):format(
      status.completion.generations, status.completion.shown, status.completion.accepted,
      status.completion.partiallyAccepted),
    ('Waiting    %d keystroke, %d background'):format(status.queue.keystroke, status.queue.background),
    ('Sessions   %d'):format(#status.sessions),
    '',
    'Documents',
  })
  for _, document in ipairs(status.documents) do
    lines[#lines + 1] = ('  %s  %d sentences, %d findings'):format(
      vim.fn.fnamemodify(vim.uri_to_fname(document.uri), ':~:.'), document.sentences, document.findings)
  end
  return lines
end

local function float(lines)
  local width = 20
  for _, line in ipairs(lines) do
    width = math.max(width, vim.fn.strdisplaywidth(line))
  end
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].bufhidden = 'wipe'
  vim.api.nvim_open_win(buffer, true, {
    relative = 'editor',
    width = math.min(width, vim.o.columns - 4),
    height = math.min(#lines, vim.o.lines - 4),
    row = 1,
    col = 2,
    style = 'minimal',
    border = 'rounded',
  })
  vim.keymap.set('n', 'q', '<cmd>close<cr>', { buffer = buffer })
end

--- Shows what the daemon is doing.
function M.status()
  client.request(vim.api.nvim_get_current_buf(), 'stet/status', vim.empty_dict(), function(result)
    float(M.status_lines(result))
  end)
end

--- A command of the server that changes which findings are shown. Neovim 0.10 asks for findings but does not listen
--- when the server wants it to ask again, so it is done here.
function M.on_server(command, context)
  local buffer = context.bufnr or vim.api.nvim_get_current_buf()
  local params = { command = command.command, arguments = command.arguments }
  client.request(buffer, 'workspace/executeCommand', params, function(_, server)
    client.ask_again(server, buffer)
  end)
end

--- The code lens "similar documents": the server finds the passages, the editor shows them.
function M.show_similar(command, context)
  local params = { command = command.command, arguments = command.arguments }
  client.request(context.bufnr or 0, 'workspace/executeCommand', params, function(result, server)
    require('stet.passages').show(result, 'Similar passages', server.offset_encoding)
  end)
end

return M
