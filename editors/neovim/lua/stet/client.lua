--- The one place that knows how Neovim's client differs from version to version (0.9 to 0.12).
local M = {}

local modern = vim.fn.has('nvim-0.11') == 1

local function report(message, level)
  vim.notify('stet: ' .. message, level or vim.log.levels.INFO)
end
M.report = report

--- The client that serves a buffer, if there is one.
---@param buffer? integer
function M.of(buffer)
  buffer = (buffer == nil or buffer == 0) and vim.api.nvim_get_current_buf() or buffer
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = 'stet', bufnr = buffer })
  return clients[1]
end

local function send(client, ...)
  if modern then
    return client:request(...)
  else
    return client.request(...)
  end
end

--- Sends a request of which only the answer matters; changes of the buffer go before it.
---@param handler fun(failure?: table, result?: table)
---@return integer? # the request's number, nil when it could not be sent
function M.ask(client, buffer, method, params, handler)
  local sent, id = send(client, method, params, handler, buffer)
  return sent and id or nil
end

--- Sends a request and waits for its answer, so many milliseconds at most.
function M.wait(client, method, params, patience)
  local buffer = vim.api.nvim_get_current_buf()
  if modern then
    return client:request_sync(method, params, patience, buffer)
  else
    return client.request_sync(method, params, patience, buffer)
  end
end

--- Tells the server that an answer is not wanted any more.
function M.cancel(client, id)
  if modern then
    client:cancel_request(id)
  else
    client.cancel_request(id)
  end
end

--- Sends a notification.
function M.notify(client, method, params)
  if modern then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

--- Sends a request about a buffer; `on_result` gets the result, a failure is shown.
---@param buffer integer
---@param method string
---@param params table
---@param on_result fun(result: table, client: table)
---@return boolean # whether there was a client to ask
function M.request(buffer, method, params, on_result)
  local client = M.of(buffer)
  if not client then
    report('no server is attached to this buffer', vim.log.levels.WARN)
    return false
  end
  local function handler(err, result)
    if err then
      local hint = type(err.data) == 'table' and err.data.hint
      report(err.message .. (hint and (' ' .. hint) or ''), vim.log.levels.ERROR)
    else
      on_result(result, client)
    end
  end
  send(client, method, params, handler, buffer)
  return true
end

--- Asks for the findings of a buffer again, in a Neovim that does so only after a change.
---@param client table
---@param buffer integer
function M.ask_again(client, buffer)
  if client.server_capabilities.diagnosticProvider and not modern then
    send(client, 'textDocument/diagnostic', M.document(buffer), nil, buffer)
  end
end

--- `{ textDocument = ... }` of a buffer.
---@param buffer integer
function M.document(buffer)
  return { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
end

--- The cursor as a position in the client's encoding.
---@param client table
function M.cursor(client)
  return vim.lsp.util.make_position_params(0, client.offset_encoding).position
end

--- The byte column of a character offset in a line. Offsets past the end mean the end, as the protocol says.
---@param line string
---@param offset integer
---@param encoding 'utf-8'|'utf-16'|'utf-32'
function M.byte_column(line, offset, encoding)
  if encoding == 'utf-8' then
    return math.min(offset, #line)
  end
  if modern then
    return vim.str_byteindex(line, encoding, offset, false)
  end
  local codepoints, units = vim.str_utfindex(line)
  local length = encoding == 'utf-16' and units or codepoints
  return offset >= length and #line or vim.str_byteindex(line, offset, encoding == 'utf-16')
end

--- A protocol range as `{ row, column, end row, end column }` in bytes, cut to the buffer.
---@param buffer integer
---@param range table
---@param encoding string
function M.byte_range(buffer, range, encoding)
  local count = vim.api.nvim_buf_line_count(buffer)
  local function convert(position)
    local row = math.min(position.line, count - 1)
    local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or ''
    local column = position.line > row and #line or M.byte_column(line, position.character, encoding)
    return row, column
  end
  local row, column = convert(range.start)
  local end_row, end_column = convert(range['end'])
  return { row, column, end_row, end_column }
end

--- Stet's diagnostics in a buffer, whether the server pushed them or the editor asked.
---@param client table
---@param buffer integer
function M.findings(client, buffer)
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.source == client.name
  end, vim.diagnostic.get(buffer))
end

return M
