--- Ghost text: what is drawn behind the cursor, and how it is taken over.
local client = require('stet.client')

local M = {}
local namespace = vim.api.nvim_create_namespace('stet.ghost')
--- Whether text can be drawn between letters; before 0.10 only behind the end of a line.
local inline = vim.fn.has('nvim-0.10') == 1

--- What is shown: buffer, row and column (bytes), the suggestions as items of the server and as what each adds behind
--- the cursor, and which of them. Nil while nothing is.
local shown

local function text()
  return shown.additions[shown.choice]
end

--- Takes the ghost text away.
function M.clear()
  if shown and vim.api.nvim_buf_is_valid(shown.buffer) then
    vim.api.nvim_buf_clear_namespace(shown.buffer, namespace, 0, -1)
  end
  shown = nil
end

local function draw()
  vim.api.nvim_buf_clear_namespace(shown.buffer, namespace, 0, -1)
  local line = vim.api.nvim_buf_get_lines(shown.buffer, shown.row, shown.row + 1, false)[1] or ''
  if not inline and shown.column < #line then
    return
  end
  local lines = vim.split(text(), '\n', { plain = true })
  vim.api.nvim_buf_set_extmark(shown.buffer, namespace, shown.row, shown.column, {
    virt_text = { { lines[1], 'StetGhost' } },
    virt_text_pos = inline and 'inline' or 'overlay',
    virt_lines = #lines > 1 and vim.tbl_map(function(rest)
      return { { rest, 'StetGhost' } }
    end, vim.list_slice(lines, 2)) or nil,
    hl_mode = 'combine',
  })
end

--- What an item adds behind the cursor; nil where it does not go on with what is typed. The server sends the typed word along.
local function addition(item, buffer, row, column, encoding)
  local start = column
  if item.range then
    local place = client.byte_range(buffer, item.range, encoding)
    if place[1] ~= row or place[2] > column then
      return nil
    end
    start = place[2]
  end
  local typed = vim.api.nvim_buf_get_text(buffer, row, start, row, column, {})[1] or ''
  local goes_on = item.insertText:sub(1, #typed) == typed and #item.insertText > #typed
  return goes_on and item.insertText:sub(#typed + 1) or nil
end

--- Shows the items of an answer at a place, the first of those that go on with what is typed there.
function M.show(result, server, buffer, row, column)
  local items, additions = {}, {}
  for _, item in ipairs(result and (result.items or result) or {}) do
    local new = addition(item, buffer, row, column, server.offset_encoding)
    if new then
      items[#items + 1], additions[#additions + 1] = item, new
    end
  end
  M.clear()
  if #items > 0 then
    shown = { buffer = buffer, row = row, column = column, items = items, additions = additions, choice = 1 }
    draw()
    client.notify(server, 'textDocument/didShowCompletion', { item = items[1] })
  end
end

--- Keeps the text while it is being typed through, and takes it away when something else is typed.
function M.follow()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local row, column = cursor[1] - 1, cursor[2]
  if not shown or shown.buffer ~= vim.api.nvim_get_current_buf() or shown.row ~= row or column < shown.column then
    return M.clear()
  end
  local typed = vim.api.nvim_buf_get_text(shown.buffer, row, shown.column, row, column, {})[1] or ''
  local items, additions = {}, {}
  for index, old in ipairs(shown.additions) do
    if old:sub(1, #typed) == typed and #old > #typed then
      items[#items + 1], additions[#additions + 1] = shown.items[index], old:sub(#typed + 1)
    end
  end
  if #items == 0 then
    return M.clear()
  end
  shown.column, shown.items, shown.additions = column, items, additions
  shown.choice = math.min(shown.choice, #items)
  draw()
end

--- Whether there is text at the cursor that a key could take over.
function M.is_shown()
  local cursor = vim.api.nvim_win_get_cursor(0)
  return shown ~= nil
    and shown.buffer == vim.api.nvim_get_current_buf()
    and shown.row == cursor[1] - 1
    and shown.column == cursor[2]
end

--- Whether there are others to choose from.
function M.has_more()
  return M.is_shown() and #shown.items > 1
end

--- Shows the next suggestion in place of this one.
function M.cycle()
  shown.choice = shown.choice % #shown.items + 1
  draw()
end

local function tell(server, item, taken, rest)
  if rest ~= '' then
    client.notify(server, 'textDocument/didPartiallyAcceptCompletion', { item = item, acceptedLength = #taken })
  elseif item.command then
    local params = { command = item.command.command, arguments = item.command.arguments }
    client.ask(server, vim.api.nvim_get_current_buf(), 'workspace/executeCommand', params, function() end)
  end
end

--- Puts the first bytes of the text into the buffer, as a step of undo of its own; the rest stays ghost text.
local function insert(count)
  local taken, rest, item = text():sub(1, count), text():sub(count + 1), shown.items[shown.choice]
  local buffer, row, column = shown.buffer, shown.row, shown.column
  M.clear()
  -- Setting the option ends the step that the typed text is in.
  vim.o.undolevels = vim.o.undolevels
  local lines = vim.split(taken, '\n', { plain = true })
  vim.api.nvim_buf_set_text(buffer, row, column, row, column, lines)
  row, column = row + #lines - 1, #lines == 1 and column + #lines[1] or #lines[#lines]
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  if rest ~= '' then
    shown = { buffer = buffer, row = row, column = column, items = { item }, additions = { rest }, choice = 1 }
    draw()
  end
  local server = client.of(buffer)
  if server then
    tell(server, item, taken, rest)
  end
end

--- Takes over the text up to what `pattern` finds in it, all of it where that finds nothing.
---@param pattern? string
function M.take(pattern)
  if M.is_shown() then
    local _, stop = text():find(pattern or '.*')
    insert(stop or #text())
  end
end

return M
