--- What the server is working on, for the status line.
local M = {}

--- Work under way: client id -> token -> text.
local tasks = {}

local function describe(value)
  local text = value.message or value.title or ''
  return value.percentage and ('%s %d%%'):format(text, value.percentage) or text
end

--- Takes the value of one `$/progress` notification.
function M.take(client_id, token, value)
  if type(value) ~= 'table' then
    return
  end
  local own = tasks[client_id] or {}
  tasks[client_id] = own
  own[token] = value.kind ~= 'end' and describe(value) or nil
  vim.schedule(function()
    vim.cmd.redrawstatus()
  end)
end

--- One of the tasks under way, as text.
function M.current(client_id)
  local _, text = next(tasks[client_id] or {})
  return text
end

local function install()
  local before = vim.lsp.handlers['$/progress']
  vim.lsp.handlers['$/progress'] = function(err, result, context, ...)
    local server = vim.lsp.get_client_by_id(context.client_id)
    if server and server.name == 'stet' and result then
      M.take(context.client_id, result.token, result.value)
    end
    if before then
      return before(err, result, context, ...)
    end
  end
end
install()

return M
