--- Suggestions while one writes: asks the server after each letter, and maps the keys that take over what it says.
local client = require('stet.client')
local ghost = require('stet.ghost')

local M = {}
local group = vim.api.nvim_create_augroup('stet.suggest', { clear = true })
--- The request that is not answered yet, with its client.
local pending
--- The number of the newest request: answers to older ones are dropped.
local newest = 0
--- The text for which somebody asked for several: its buffer and tick.
local asked

local function options()
  return require('stet').config.complete
end

--- Whether suggestions are wanted in a buffer: by its own switch, else by its file type.
local function is_wanted(buffer)
  if vim.b[buffer].stet_complete ~= nil then
    return vim.b[buffer].stet_complete
  end
  local filetypes = options().filetypes
  return options().enabled and (not filetypes or vim.tbl_contains(filetypes, vim.bo[buffer].filetype))
end

local function drop_request()
  newest = newest + 1
  if pending then
    client.cancel(pending.client, pending.id)
    pending = nil
  end
end

--- Takes the ghost text away; what was asked for is not wanted any more.
function M.dismiss()
  drop_request()
  ghost.clear()
end

local function is_here(buffer, cursor, tick)
  if vim.api.nvim_get_current_buf() ~= buffer or vim.api.nvim_buf_get_changedtick(buffer) ~= tick then
    return false
  end
  local now = vim.api.nvim_win_get_cursor(0)
  return vim.api.nvim_get_mode().mode:sub(1, 1) == 'i' and now[1] == cursor[1] and now[2] == cursor[2]
end

--- Whether several were asked for already: the event of the last letter may come after the key that asks.
local function is_asked(buffer)
  return asked ~= nil and asked.buffer == buffer and asked.tick == vim.api.nvim_buf_get_changedtick(buffer)
end

--- Asks for suggestions at the cursor; they are shown if the cursor is still there when they come.
---@param invoked boolean whether somebody asks: then there are several, before more text too
function M.request(invoked)
  local buffer = vim.api.nvim_get_current_buf()
  local server = client.of(buffer)
  drop_request()
  if not server then
    return
  end
  local number, cursor = newest, vim.api.nvim_win_get_cursor(0)
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  if invoked then
    asked = { buffer = buffer, tick = tick }
  end
  local params = client.document(buffer)
  params.position = client.cursor(server)
  params.context = { triggerKind = invoked and 1 or 2 }
  local id = client.ask(server, buffer, 'textDocument/inlineCompletion', params, function(failure, result)
    if number ~= newest then
      return
    end
    pending = nil
    -- A failure is nothing to interrupt a writer with: the server tells what must be told.
    if not failure and is_here(buffer, cursor, tick) then
      ghost.show(result, server, buffer, cursor[1] - 1, cursor[2])
    end
  end)
  pending = id and { client = server, id = id } or nil
end

--- Shows the next suggestion, or asks for several where there is one alone, or none.
function M.next()
  if ghost.has_more() then
    ghost.cycle()
  else
    M.request(true)
  end
end

--- What the keys do.
M.actions = {
  accept = function()
    ghost.take()
  end,
  word = function()
    ghost.take('^%s*%S+')
  end,
  line = function()
    ghost.take('^\n?[^\n]*')
  end,
  next = M.next,
  dismiss = M.dismiss,
}

local function keys(text)
  return vim.api.nvim_replace_termcodes(text, true, true, true)
end

--- What a key did before it was ours.
local function fall_back(key, before)
  local result = before.rhs
  if before.callback then
    result = before.callback()
    result = before.expr == 1 and result or ''
  elseif before.expr == 1 then
    return vim.api.nvim_eval(before.rhs)
  end
  if before.callback and before.replace_keycodes ~= 1 then
    return result
  end
  return keys(result or key)
end

--- Maps a key that acts while there is ghost text, and else does what it did before; `next` acts always.
local function map(name, key)
  local description = 'Stet: ' .. name
  local before = vim.fn.maparg(key, 'i', false, true)
  if before.desc == description then
    return
  end
  vim.keymap.set('i', key, function()
    if name == 'next' or (ghost.is_shown() and vim.fn.pumvisible() == 0) then
      return keys(("<Cmd>lua require('stet.suggest').actions.%s()<CR>"):format(name))
    end
    return fall_back(key, before)
  end, { expr = true, replace_keycodes = false, desc = description })
end

--- Begins to listen to what is typed, and maps the keys.
function M.enable()
  vim.api.nvim_set_hl(0, 'StetGhost', { default = true, link = 'NonText' })
  vim.api.nvim_clear_autocmds({ group = group })
  vim.api.nvim_create_autocmd({ 'TextChangedI', 'TextChangedP', 'CursorMovedI' }, {
    group = group,
    callback = function(event)
      if client.of(event.buf) and is_wanted(event.buf) then
        ghost.follow()
        -- Neither behind an open menu nor while a recording is replayed does anybody look for suggestions.
        if event.event == 'TextChangedI' and vim.fn.reg_executing() == '' and not is_asked(event.buf) then
          M.request(false)
        end
      end
    end,
  })
  vim.api.nvim_create_autocmd({ 'InsertLeave', 'BufLeave' }, { group = group, callback = M.dismiss })
  for name, key in pairs(options().keys) do
    if key and key ~= '' then
      map(name, key)
    end
  end
end

--- Switches suggestions in the current buffer off, or on.
function M.toggle()
  local buffer = vim.api.nvim_get_current_buf()
  local wanted = not is_wanted(buffer)
  vim.b[buffer].stet_complete = wanted
  M.dismiss()
  if wanted then
    M.enable()
  end
  client.report('suggestions are ' .. (wanted and 'on' or 'off'))
end

return M
