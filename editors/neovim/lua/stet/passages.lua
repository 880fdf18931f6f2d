--- Passages that resemble, answer or repeat something, in the quickfix list or another picker.
local client = require('stet.client')

local M = {}

local function one_line(text)
  return (text:gsub('%s+', ' '))
end

--- The column is left in the server's units when the file is not loaded: lists want a place to jump to, and the
--- line is what counts.
local function item(passage, text, encoding)
  local file = vim.uri_to_fname(passage.uri)
  local buffer = vim.fn.bufnr(file)
  local column = passage.range.start.character
  if buffer ~= -1 and vim.api.nvim_buf_is_loaded(buffer) then
    column = client.byte_range(buffer, passage.range, encoding)[2]
  end
  return { filename = file, lnum = passage.range.start.line + 1, col = column + 1, text = text }
end

local function jump(entry)
  vim.cmd.edit(vim.fn.fnameescape(entry.filename))
  pcall(vim.api.nvim_win_set_cursor, 0, { entry.lnum, entry.col - 1 })
end

local function present(items, title)
  local picker = require('stet').config.picker
  if #items == 0 then
    client.report(title .. ': nothing found')
  elseif type(picker) == 'function' then
    picker(items, title)
  elseif picker == 'select' then
    local function label(entry)
      return vim.fn.fnamemodify(entry.filename, ':~:.') .. ':' .. entry.lnum .. '  ' .. entry.text
    end
    vim.ui.select(items, { prompt = title, format_item = label }, function(choice)
      if choice then
        jump(choice)
      end
    end)
  else
    vim.fn.setqflist({}, ' ', { title = title, items = items })
    vim.cmd('botright copen')
  end
end

--- Shows what `stet/similar`, `stet/search` or `stet.showSimilar` answered.
function M.show(result, title, encoding)
  local items = vim.tbl_map(function(passage)
    return item(passage, ('%.2f  %s'):format(passage.score, one_line(passage.snippet)), encoding)
  end, result.passages or {})
  present(items, title)
end

--- Passages in the indexed documents like the paragraph at the cursor.
function M.similar()
  local buffer = vim.api.nvim_get_current_buf()
  local server = client.of(buffer)
  local params = client.document(buffer)
  params.position = server and client.cursor(server)
  client.request(buffer, 'stet/similar', params, function(result, answering)
    M.show(result, 'Similar passages', answering.offset_encoding)
  end)
end

--- Passages about something.
---@param query string
function M.search(query)
  client.request(vim.api.nvim_get_current_buf(), 'stet/search', { query = query }, function(result, answering)
    M.show(result, 'Search: ' .. query, answering.offset_encoding)
  end)
end

--- What the command line `:StetSearch ...` may go on with: the last words of queries that the server proposes.
---@param line string
---@return string[]
function M.queries(line)
  local query = line:match('^%s*%S+%s+(.*)$') or ''
  local server = client.of(0)
  local answer = server and client.wait(server, 'stet/suggest', { query = query }, 1000)
  -- The editor replaces the last word alone.
  local kept = #(query:match('^.*%s') or '')
  return vim.tbl_map(function(suggestion)
    return suggestion.query:sub(kept + 1)
  end, answer and answer.result and answer.result.suggestions or {})
end

--- Paragraphs that stand in the indexed documents twice or nearly so.
function M.duplicates()
  client.request(vim.api.nvim_get_current_buf(), 'stet/duplicates', vim.empty_dict(), function(result, answering)
    local items = {}
    for number, pair in ipairs(result.pairs) do
      for _, passage in ipairs({ pair.first, pair.second }) do
        local text = ('[%d] %.2f  %s'):format(number, pair.score, one_line(passage.snippet))
        items[#items + 1] = item(passage, text, answering.offset_encoding)
      end
    end
    present(items, 'Duplicates')
  end)
end

return M
